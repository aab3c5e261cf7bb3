package hourglass.bench;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/// A network as an ONNX model from rows `x` to scores `score`, written field by field (onnx.proto3 of ONNX 1.13,
/// operator
/// set 13).
final class OnnxModel {
    private static final int FLOAT = 1;
    private static final int INT64 = 7;

    private OnnxModel() {}

    /// A message of Protocol Buffers.
    private static final class Message {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

        private void varint(long value) {
            long rest = value;
            while ((rest & ~0x7fL) != 0) {
                bytes.write((int) (rest & 0x7f) | 0x80);
                rest >>>= 7;
            }
            bytes.write((int) rest);
        }

        Message number(int field, long value) {
            varint((long) field << 3);
            varint(value);
            return this;
        }

        Message bytes(int field, byte[] value) {
            varint((long) field << 3 | 2);
            varint(value.length);
            bytes.writeBytes(value);
            return this;
        }

        Message text(int field, String value) {
            return bytes(field, value.getBytes(StandardCharsets.UTF_8));
        }

        Message message(int field, Message value) {
            return bytes(field, value.toBytes());
        }

        byte[] toBytes() {
            return bytes.toByteArray();
        }
    }

    static byte[] of(Task task) {
        Message graph = new Message();
        String y = "x";
        for (int i = 1; i <= task.layers(); i++) {
            graph.message(5, weights("w" + i, task.transposedWeights(i), task.widths()[i], task.widths()[i - 1]));
            graph.message(5, weights("b" + i, task.bias(i), task.widths()[i]));
            graph.message(1, node("Gemm", "z" + i, y, "w" + i, "b" + i).message(5, whole("transB", 1)));
            y = "z" + i;
            if (!Workload.isLinear(task.widths(), i)) {
                graph.message(1, node("Relu", "y" + i, y));
                y = "y" + i;
            }
        }
        graph.message(1, node("Softplus", "softplus", y));
        graph.message(1, node("Mul", "product", y, "x"));
        graph.message(1, node("Sub", "losses", "softplus", "product"));
        graph.message(5, axes());
        graph.message(1, node("ReduceSum", "score", "losses", "axes").message(5, whole("keepdims", 0)));
        graph.text(2, "autoencoder");
        graph.message(11, value("x", task.features()));
        graph.message(12, value("score"));
        Message operators = new Message().text(1, "").number(2, 13);
        return new Message()
                .number(1, 8)
                .message(7, graph)
                .message(8, operators)
                .toBytes();
    }

    private static Message node(String operator, String output, String... inputs) {
        Message node = new Message();
        for (String input : inputs) {
            node.text(1, input);
        }
        return node.text(2, output).text(3, output).text(4, operator);
    }

    private static Message whole(String name, long value) {
        return new Message().text(1, name).number(3, value).number(20, 2);
    }

    private static Message weights(String name, float[] values, int... shape) {
        ByteBuffer raw = ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Message tensor = new Message();
        for (int size : shape) {
            tensor.number(1, size);
        }
        return tensor.number(2, FLOAT).text(8, name).bytes(9, raw.array());
    }

    private static Message axes() {
        byte[] one = {1, 0, 0, 0, 0, 0, 0, 0};
        return new Message().number(1, 1).number(2, INT64).text(8, "axes").bytes(9, one);
    }

    /// A tensor of any number of rows.
    private static Message value(String name, int... columns) {
        Message shape = new Message().message(1, new Message().text(2, "rows"));
        for (int size : columns) {
            shape.message(1, new Message().number(1, size));
        }
        Message tensor = new Message().number(1, FLOAT).message(2, shape);
        return new Message().text(1, name).message(2, new Message().message(1, tensor));
    }
}
