package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.model.Table;
import java.nio.file.Path;

/// From a file to scores: how strange is each row? Arguments: rows to learn from, rows to judge, model to write.
final class FileToScores {
    public static void main(String[] files) {
        Table payments = DataFile.read(Path.of(files[0]));
        Model model = Model.train(payments);
        model.save(Path.of(files[2]));
        double[] scores = model.score(DataFile.read(Path.of(files[1]))); // higher is stranger
        for (double score : scores) {
            System.out.println(score);
        }
    }
}
