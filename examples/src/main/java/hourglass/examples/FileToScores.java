package hourglass.examples;

import hourglass.data.Dataset;
import hourglass.pipeline.Model;
import java.nio.file.Path;

/// From a file to scores: how strange is each row? Arguments: rows to learn from, rows to judge, model to write.
final class FileToScores {
    public static void main(String[] files) {
        Dataset payments = Dataset.read(Path.of(files[0]));
        Model model = Model.train(payments);
        model.save(Path.of(files[2]));
        double[] scores = model.score(Dataset.read(Path.of(files[1]))); // higher is stranger
        for (double score : scores) {
            System.out.println(score);
        }
    }
}
