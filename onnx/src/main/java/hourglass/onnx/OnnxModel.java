package hourglass.onnx;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Task;
import hourglass.network.Parameters;
import hourglass.problem.Problem;
import hourglass.storage.AtomicFile;
import hourglass.storage.FormatVersion;
import java.io.IOException;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A [Model] as an ONNX file (<https://onnx.ai>), for programs without a JVM: raw columns in; code, reconstruction and
/// score out, or a prediction. Numbers are those of the model to single precision.
///
/// ```java
/// OnnxModel onnx = OnnxModel.of(model);
/// onnx.notes().forEach(System.out::println); // what could not be said, and what differs
/// onnx.save(Path.of("model.onnx"));
/// ```
///
/// What stands in the file, and how it is read: docs/onnx.md. Immutable.
public final class OnnxModel {
    /// What Protocol Buffers hold in one message, and with it an ONNX file whose weights stand within.
    private static final long LARGEST = Integer.MAX_VALUE;

    private final Message message;
    private final List<Port> inputs;
    private final List<Port> outputs;
    private final List<String> notes;
    private final String opset;

    private OnnxModel(Message message, Graph graph, List<String> notes) {
        this.message = message;
        this.inputs = graph.inputs();
        this.outputs = graph.outputs();
        this.notes = List.copyOf(notes);
        this.opset = graph.opset();
    }

    /// The file that a model becomes.
    ///
    /// @throws hourglass.problem.ProblemException if it would be larger than an ONNX file can be
    public static OnnxModel of(Model model) {
        long learned = Parameters.count(model.recipe().architecture());
        requireRoom(Float.BYTES * Math.min(learned, LARGEST));
        List<String> notes = new ArrayList<>();
        Exporter exporter = new Exporter(model, notes);
        Graph graph = exporter.graph();
        OnnxModel file = new OnnxModel(graph.finished(metadata(model, graph, notes)), graph, notes);
        requireRoom(file.size());
        return file;
    }

    static void requireRoom(long bytes) {
        if (bytes > LARGEST) {
            throw Problem.badData("the model is too large for an ONNX file with its weights inside")
                    .expected("at most " + LARGEST + " bytes")
                    .found(bytes + " bytes")
                    .exception();
        }
    }

    private static Map<String, String> metadata(Model model, Graph graph, List<String> notes) {
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("hourglass." + FormatVersion.KEY, String.valueOf(FormatVersion.CURRENT));
        metadata.put("hourglass.task", model.task().description());
        metadata.put("hourglass.columns", texts(model.columns().schema().namesRead()));
        metadata.put(
                "hourglass.score_unit",
                model.recipe().architecture().objective().unit());
        metadata.put(
                "hourglass.outputs",
                texts(graph.outputs().stream().map(Port::name).toList()));
        metadata.put("hourglass.notes", texts(notes));
        if (model.task() instanceof Task.Predict it && it.outcome() instanceof Outcome.Classes classes) {
            metadata.put("hourglass.classes", texts(classes.names()));
        }
        return metadata;
    }

    private static String texts(List<String> texts) {
        return new JsonArray(texts.stream().map(Json::of).toList()).compact();
    }

    /// What it reads, in order.
    public List<Port> inputs() {
        return inputs;
    }

    /// What it gives, in order.
    public List<Port> outputs() {
        return outputs;
    }

    /// What ONNX was not made to say, and what differs from Hourglass, a sentence each.
    public List<String> notes() {
        return notes;
    }

    /// The sets of operators that a runtime must know.
    public String opset() {
        return opset;
    }

    /// Bytes of the file.
    public long size() {
        return message.size();
    }

    /// Writes the file; one of that name is replaced in one instant, or stays as it is if saving fails.
    public void save(Path file) {
        AtomicFile.replace(file, this::writeTo);
    }

    /// Writes all bytes of the file.
    ///
    /// @param channel takes all that it is given
    public void writeTo(WritableByteChannel channel) throws IOException {
        message.writeTo(channel);
    }
}
