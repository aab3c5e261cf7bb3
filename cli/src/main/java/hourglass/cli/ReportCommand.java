package hourglass.cli;

import hourglass.model.Model;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "report",
        description =
                "Write a report on a model and the rows of a file: one page of HTML for a browser, without anything"
                        + " to be loaded. It tells what was trained, whether it is any good, columns, pictures, a map, the code"
                        + " and the odd rows. The page holds values of the rows.",
        footer = {
            "",
            "  hourglass data digits",
            "  hourglass train digits.csv.gz --label column64 --epochs 5",
            "  hourglass report digits.hourglass digits.csv.gz"
        })
final class ReportCommand extends ConsoleCommand {
    @Parameters(index = "0", paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Parameters(
            index = "1",
            paramLabel = "FILE",
            description = "Rows: a file, a folder, or a pattern in quotes; held in memory.")
    Path file = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "PAGE",
            description = "The page to write (default: the name of MODEL with .html).")
    @Nullable
    Path output;

    @Option(
            names = "--target",
            paramLabel = "FILE",
            description = "What the rows should be, such as clean for noisy ones.")
    @Nullable
    Path target;

    @Option(
            names = "--id",
            split = ",",
            paramLabel = "COLUMN",
            description = "Show these columns with each row, to tell rows by.")
    List<String> ids = List.of();

    @Mixin
    DataOptions data = new DataOptions();

    ReportCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        Path page = output == null ? ReportMaker.beside(modelFile) : output;
        List<Path> inputs = new ArrayList<>(List.of(modelFile, file));
        Optional.ofNullable(target).ifPresent(inputs::add);
        ReportMaker.checkWritable(page, inputs);
        Model model = ModelFiles.autoencoder(modelFile);
        if (target != null && (model.readsHoles() || model.columns().window().isPresent())) {
            throw Problem.usage("--target is for models trained on pairs, and this one compares rows with themselves")
                    .at(modelFile.toString())
                    .exception();
        }
        if (Input.isStandardInput(file) && !data.isDatabase()) {
            throw Problem.usage("a report needs a file: it says where its rows came from")
                    .exception();
        }
        new ReportMaker(console, file, Optional.ofNullable(target), data, ids)
                .write(page, modelFile, model, ReportMaker.Trained.before(), null);
        console.say("report written to " + page + "; open it in a browser. It holds values of the rows");
    }
}
