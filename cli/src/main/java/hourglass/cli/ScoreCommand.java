package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "score",
        description =
                "Write how strange each row is: the loss of its reconstruction, in nats unless --loss made another. Higher is stranger.")
final class ScoreCommand extends ApplyCommand {
    ScoreCommand(Console console) {
        super(console);
    }

    @Override
    List<String> columns(Model model) {
        return List.of("score");
    }

    @Override
    Matrix apply(Model model, Matrix rows) {
        double[] scores = model.score(rows);
        Matrix column = Matrix.zeros(scores.length, 1);
        for (int row = 0; row < scores.length; row++) {
            column.set(row, 0, (float) scores[row]);
        }
        return column;
    }
}
