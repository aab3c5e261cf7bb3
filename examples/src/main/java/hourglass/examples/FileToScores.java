package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.model.Model;
import hourglass.model.Verdict;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;

/// From a file to odd rows: which rows of a second file are strange, and why? Arguments: rows to learn from, rows to
/// judge, model to write.
final class FileToScores {
    public static void main(String[] files) {
        Frame payments = DataFile.read(Path.of(files[0]));
        Model model = Model.train(payments);
        model.save(Path.of(files[2]));
        List<Verdict> verdicts = model.judge(DataFile.read(Path.of(files[1]))); // score, p-value, flag and reasons
        verdicts.stream().filter(Verdict::flagged).forEach(System.out::println);
    }
}
