package hourglass.cli;

import hourglass.data.row.RowWriter;
import hourglass.matrix.Matrix;
import hourglass.pipeline.Model;
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
        Model model = Model.load(file);
        return new Use() {
            @Override
            public List<String> inputs() {
                return model.columns();
            }

            @Override
            public List<String> outputs() {
                return columns(model);
            }

            @Override
            public Optional<String> label() {
                return Optional.ofNullable(data.label);
            }

            @Override
            public void write(RowWriter writer, Matrix rows, List<String> labels) {
                writer.write(apply(model, rows), labels);
            }
        };
    }
}
