package hourglass.cli;

import hourglass.model.Model;
import hourglass.onnx.OnnxModel;
import hourglass.onnx.Port;
import hourglass.problem.Problem;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

@Command(
        name = "export",
        description = "Write a model as an ONNX file, for programs without a JVM: raw columns in; code, reconstruction"
                + " and score out, or the prediction. What ONNX cannot say is told and left out.")
final class ExportCommand extends ConsoleCommand {
    /// More inputs or outputs are not listed.
    private static final int SHOWN = 40;

    @Parameters(paramLabel = "MODEL", description = "A trained model.")
    Path modelFile = Path.of("");

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FILE",
            description = "Where to write: a file whose name ends in .onnx (default: beside MODEL, with its name).")
    @Nullable
    Path output;

    ExportCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
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
