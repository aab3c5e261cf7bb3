package hourglass.cli;

import hourglass.model.Model;
import hourglass.model.SparseDictionary;
import hourglass.onnx.OnnxModel;
import hourglass.onnx.Port;
import hourglass.problem.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Write a model as an ONNX file, for programs without a JVM: raw columns in; code, reconstruction"
                + " and score out, or the prediction. What ONNX cannot say is told and left out. A sparse dictionary also"
                + " as a folder that SAELens loads.")
final class ExportCommand extends ConsoleCommand {
    /// More inputs or outputs are not listed.
    private static final int SHOWN = 40;

    @Parameters(paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description =
                    "Where to write: a file whose name ends in .onnx, or with --saelens a folder (default: beside MODEL,"
                            + " with its name).")
    @Nullable
    Path output;

    @Option(
            names = "--saelens",
            description =
                    "Write a sparse dictionary as SAELens has it: a folder of cfg.json and weights, in the units of"
                            + " the columns.")
    boolean saelens;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (saelens) {
            exportDictionary();
            return;
        }
        Path file = output == null ? ReportMaker.beside(modelFile, ".onnx") : output;
        if (!file.toString().endsWith(".onnx")) {
            throw Problem.usage("a model is exported as ONNX only")
                    .at("-o " + file)
                    .expected("a name that ends in .onnx")
                    .exception();
        }
        Destination.check(file, List.of(modelFile));
        Model model = ModelFiles.load(modelFile);
        OnnxModel onnx = OnnxModel.of(model);
        onnx.save(file);
        onnx.notes().forEach(console::note);
        ports("inputs", onnx.inputs());
        ports("outputs", onnx.outputs());
        console.say("model written to " + file + ": " + Numbers.bytes(onnx.size()) + ", ONNX opset " + onnx.opset());
    }

    private void exportDictionary() {
        Path folder = output == null ? ReportMaker.beside(modelFile, ".sae") : output;
        Model model = ModelFiles.autoencoder(modelFile);
        SparseDictionary dictionary = SparseDictionary.of(model);
        Destination.checkFolder(folder);
        try {
            Files.createDirectories(folder);
        } catch (IOException e) {
            throw Problem.of(Problem.Kind.CANNOT_CREATE, "the folder cannot be made")
                    .at(folder.toString())
                    .exception(e);
        }
        dictionary.save(folder);
        console.say("dictionary written to " + folder + ": "
                + Numbers.grouped(dictionary.encoder().columns())
                + " units of " + Numbers.grouped(dictionary.encoder().rows()) + " columns, "
                + (dictionary.kept().isPresent()
                        ? "the " + dictionary.kept().getAsInt() + " largest of a row"
                        : "those above a threshold")
                + ", scaling included");
        console.note(
                "where in which network the rows were taken from is not known here: fill in \"metadata\" of cfg.json"
                        + " for programs that ask for it");
    }

    private void ports(String heading, List<Port> ports) {
        Grid grid = new Grid("<<<<");
        grid.add(List.of(heading, "type", "shape", ""));
        ports.stream()
                .limit(SHOWN)
                .forEach(it -> grid.add(List.of(it.name(), it.type(), "rows x " + it.columns(), it.description())));
        grid.lines().forEach(console::say);
        if (ports.size() > SHOWN) {
            console.say("  and " + (ports.size() - SHOWN) + " more");
        }
    }
}
