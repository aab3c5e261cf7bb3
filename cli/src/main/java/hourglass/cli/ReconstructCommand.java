package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.pipeline.Model;
import java.util.List;
import picocli.CommandLine.Command;

@Command(
        name = "reconstruct",
        description = "Write each row as the autoencoder reconstructs it: noise removed, in the units of the file.")
final class ReconstructCommand extends ApplyCommand {
    ReconstructCommand(Console console) {
        super(console);
    }

    @Override
    List<String> columns(Model model) {
        return model.columns();
    }

    @Override
    Matrix apply(Model model, Matrix rows) {
        return model.reconstruct(rows);
    }
}
