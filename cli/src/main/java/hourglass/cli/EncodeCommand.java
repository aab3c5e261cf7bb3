package hourglass.cli;

import hourglass.column.ColumnMatch;
import hourglass.data.row.OutputColumn;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;

@Command(name = "encode", description = "Write the code of each row.")
final class EncodeCommand extends RowsCommand {
    EncodeCommand(Console console) {
        super(console);
    }

    @Override
    Model load(Path file) {
        return ModelFiles.ofRows(file);
    }

    @Override
    List<OutputColumn> columns(Model model) {
        return model.codeColumns().stream().map(OutputColumn::single).toList();
    }

    /// Codes are drawn and judged by it. An array has no room for it.
    @Override
    Optional<String> ownLabel(Model model) {
        return output.isArray() ? Optional.empty() : model.card().labelColumn();
    }

    @Override
    Cells apply(Model model, Frame rows, ColumnMatch match) {
        Matrix codes = model.encode(Numeric.of(model, rows, match));
        return (builder, row) -> {
            for (int j = 0; j < codes.columns(); j++) {
                builder.number(codes.get(row, j));
            }
        };
    }
}
