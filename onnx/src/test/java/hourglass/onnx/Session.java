package hourglass.onnx;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import hourglass.matrix.Matrix;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.DoubleBuffer;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// An ONNX file run by ONNX Runtime.
final class Session {
    private Session() {}

    /// What came out.
    ///
    /// @param byName `float[][]`, `double[][]` or `String[][]`
    record Outputs(Map<String, Object> byName) {
        Object get(String name) {
            Object output = byName.get(name);
            if (output == null) {
                throw new AssertionError("no output " + name + " among " + byName.keySet());
            }
            return output;
        }

        /// Numbers of an output of one column.
        double[] column(String name) {
            return switch (get(name)) {
                case float[][] it ->
                    Arrays.stream(it).mapToDouble(row -> row[0]).toArray();
                case double[][] it ->
                    Arrays.stream(it).mapToDouble(row -> row[0]).toArray();
                default -> throw new AssertionError(name + " holds no numbers");
            };
        }

        List<String> texts(String name) {
            return Arrays.stream((String[][]) get(name)).map(row -> row[0]).toList();
        }
    }

    static byte[] bytes(OnnxModel model) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            model.writeTo(Channels.newChannel(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /// The outputs for some inputs.
    ///
    /// @param inputs by name, each a [Matrix], a `double[]` or a `String[]`, the latter two of one column
    static Outputs run(OnnxModel model, Map<String, ?> inputs) {
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        Map<String, OnnxTensor> tensors = new LinkedHashMap<>();
        try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
            options.setIntraOpNumThreads(1);
            try (OrtSession session = environment.createSession(bytes(model), options)) {
                for (Map.Entry<String, ?> input : inputs.entrySet()) {
                    tensors.put(input.getKey(), tensor(environment, input.getValue()));
                }
                try (OrtSession.Result result = session.run(tensors)) {
                    Map<String, Object> outputs = new LinkedHashMap<>();
                    for (Map.Entry<String, OnnxValue> output : result) {
                        outputs.put(output.getKey(), output.getValue().getValue());
                    }
                    return new Outputs(outputs);
                }
            }
        } catch (OrtException e) {
            throw new IllegalStateException(e);
        } finally {
            tensors.values().forEach(OnnxTensor::close);
        }
    }

    private static OnnxTensor tensor(OrtEnvironment environment, Object cells) throws OrtException {
        return switch (cells) {
            case Matrix it ->
                OnnxTensor.createTensor(
                        environment, FloatBuffer.wrap(it.copy().array()), new long[] {it.rows(), it.columns()});
            case float[] it -> OnnxTensor.createTensor(environment, FloatBuffer.wrap(it), new long[] {it.length, 1});
            case double[] it -> OnnxTensor.createTensor(environment, DoubleBuffer.wrap(it), new long[] {it.length, 1});
            case double[][] it -> OnnxTensor.createTensor(environment, it);
            case String[] it -> OnnxTensor.createTensor(environment, it, new long[] {it.length, 1});
            default -> throw new IllegalArgumentException("no tensor of " + cells.getClass());
        };
    }
}
