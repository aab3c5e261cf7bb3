package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
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
        return model.columns().names();
    }

    @Override
    Matrix apply(Model model, Matrix rows) {
        return model.reconstruct(rows);
    }
}
