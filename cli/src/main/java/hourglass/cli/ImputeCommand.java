package hourglass.cli;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.RowWriter;
import hourglass.model.Model;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "impute",
        description = "Write rows with their holes filled by what the model expects there: the mean of numbers, the"
                + " likeliest of values. Everything else stays as it is.",
        footer = {"", "How good that is: hourglass evaluate MODEL FILE --impute"})
final class ImputeCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(index = "1", paramLabel = "FILE", description = "Rows; - for standard input.")
    Path file = Path.of("-");

    @Option(names = "--quiet", description = "Say nothing but errors.")
    boolean quiet;

    @Mixin
    Output output = new Output();

    @Mixin
    DataOptions data = new DataOptions();

    ImputeCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        output.check(List.of(modelFile, file));
        Model model = ModelFiles.ofRows(modelFile);
        if (!model.readsHoles()) {
            throw Problem.badData("the model was trained on columns taken alike and cannot read missing values")
                    .at(modelFile.toString())
                    .remedy("hourglass train FILE, without --likelihood, --loss, --scale and --tied")
                    .exception();
        }
        Console said = quiet ? console.silent() : console;
        long rows = 0;
        long filled = 0;
        long left = 0;
        try (ModelInput input = ModelInput.open(said, model, file, data, List.of(), true)) {
            Frame next = input.next();
            List<OutputColumn> columns =
                    next.names().stream().map(OutputColumn::text).toList();
            try (RowWriter writer = output.create(console, columns)) {
                for (; next.rows() > 0; next = input.next()) {
                    Frame whole = model.impute(next, input.match());
                    writer.write(whole);
                    rows += next.rows();
                    filled += holes(next) - holes(whole);
                    left += holes(whole);
                }
                writer.commit();
            }
            input.notes().forEach(said::note);
        }
        said.say(Counted.of(filled, "hole") + " filled in " + Counted.of(rows, "row")
                + (left == 0 ? "" : ", " + Numbers.grouped(left) + " left in columns that the model does not learn"));
    }

    private static long holes(Frame frame) {
        long holes = 0;
        for (int row = 0; row < frame.rows(); row++) {
            for (int column = 0; column < frame.columns(); column++) {
                holes += frame.isMissing(row, column) ? 1 : 0;
            }
        }
        return holes;
    }
}
