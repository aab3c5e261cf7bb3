package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A command that takes rows through an autoencoder.
abstract class ApplyCommand extends RowsCommand {
    ApplyCommand(Console console) {
        super(console);
    }

    /// Names of the columns written.
    abstract List<String> columns(Model model);

    /// What is written for some rows.
    abstract Matrix apply(Model model, Matrix rows);

    @Override
    Use load(Path file) {
        Model model = ModelFiles.autoencoder(file);
        return new Use(
                model.columns(),
                columns(model),
                Optional.ofNullable(data.label),
                (writer, rows, labels) -> writer.write(apply(model, rows), labels));
    }
}
