package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.column.Variable;
import hourglass.data.row.OutputColumn;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

@Command(
        name = "reconstruct",
        description =
                "Write each row as the autoencoder reconstructs it: noise removed, in the units of the file. Pictures as PNG: -o FILE.png for one, -o FOLDER/ for many.")
final class ReconstructCommand extends RowsCommand {
    @Option(
            names = "--expected",
            description = "Write instead what each cell is expected to be from the rest of its row: what score compares"
                    + " with.")
    boolean expected;

    ReconstructCommand(Console console) {
        super(console);
    }

    @Override
    Model load(Path file) {
        return ModelFiles.ofRows(file);
    }

    @Override
    List<OutputColumn> columns(Model model) {
        return model.columns().schema().variables().stream()
                .map(ReconstructCommand::column)
                .toList();
    }

    /// Numbers that single precision holds as they are need no more digits.
    static OutputColumn column(Variable variable) {
        if (variable.isText()) {
            return OutputColumn.text(variable.name());
        }
        return variable.isSingle() ? OutputColumn.single(variable.name()) : OutputColumn.number(variable.name());
    }

    /// Pixels stand alone, so that what is written can be read as it was.
    @Override
    boolean namesFiles(ModelInput rows) {
        return false;
    }

    @Override
    public void run() {
        if (output.isPictures()) {
            new PictureReconstruction(this).run();
        } else {
            super.run();
        }
    }

    @Override
    Cells apply(Model model, Frame rows, ColumnMatch match) {
        Matrix means = reconstructed(model, rows, match);
        List<Variable> variables = model.columns().schema().variables();
        return (builder, row) -> {
            for (int j = 0; j < means.columns(); j++) {
                variables.get(j).addTo(builder, means.get(row, j));
            }
        };
    }

    Matrix reconstructed(Model model, Frame rows, ColumnMatch match) {
        Matrix numbers = Numeric.of(model, rows, match);
        return expected ? model.expected(numbers) : model.reconstruct(numbers);
    }
}
