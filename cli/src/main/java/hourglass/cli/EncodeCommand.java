package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.util.List;
import picocli.CommandLine.Command;

@Command(name = "encode", description = "Write the code of each row.")
final class EncodeCommand extends ApplyCommand {
    EncodeCommand(Console console) {
        super(console);
    }

    @Override
    List<String> columns(Model model) {
        return model.codeColumns();
    }

    @Override
    Matrix apply(Model model, Matrix rows) {
        return model.encode(rows);
    }
}
