package hourglass.onnx;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// A graph of ONNX in the making (`GraphProto` of onnx.proto, opset [#OPSET]): tensors flow from inputs and constants
/// through nodes to outputs. Every node gets a name of its own, and so does its one output.
final class Graph {
    /// The oldest set of operators that has all that is needed: layer normalisation came with it, in 2022.
    static final int OPSET = 17;

    /// Of `ai.onnx.ml`, whose label encoder turns texts into numbers.
    static final int ML_OPSET = 2;

    private static final String ML = "ai.onnx.ml";

    /// Of ONNX 1.12, the first version with that set.
    private static final int IR_VERSION = 8;

    private static final String ROWS = "rows";

    private final Message graph = new Message();
    private final Map<String, Value> constants = new HashMap<>();
    private final Set<String> taken = new HashSet<>();
    private final List<Port> inputs = new ArrayList<>();
    private final List<Port> outputs = new ArrayList<>();
    private final List<Message> inputInfos = new ArrayList<>();
    private final List<Message> outputInfos = new ArrayList<>();
    private boolean usesMl;
    private int count;

    /// @param reserved names that inputs and outputs will have, which no tensor within may take
    Graph(Set<String> reserved) {
        taken.addAll(reserved);
    }

    private String fresh(String operator) {
        String name;
        do {
            name = operator + "_" + count++;
        } while (!taken.add(name));
        return name;
    }

    /// A node of one output.
    Value node(String operator, ElementType type, List<Value> from, Attribute... attributes) {
        String name = fresh(operator);
        node(operator, "", name, from, List.of(name), attributes);
        return new Value(name, type);
    }

    /// A node of two outputs.
    List<Value> pair(
            String operator, ElementType first, ElementType second, List<Value> from, Attribute... attributes) {
        String name = fresh(operator);
        String other = fresh(operator);
        node(operator, "", name, from, List.of(name, other), attributes);
        return List.of(new Value(name, first), new Value(other, second));
    }

    /// A node of the set of operators for machine learning.
    Value mlNode(String operator, ElementType type, Value from, Attribute... attributes) {
        usesMl = true;
        String name = fresh(operator);
        node(operator, ML, name, List.of(from), List.of(name), attributes);
        return new Value(name, type);
    }

    private void node(
            String operator, String domain, String name, List<Value> from, List<String> into, Attribute... attributes) {
        Message node = new Message();
        from.forEach(value -> node.text(1, value.name()));
        into.forEach(output -> node.text(2, output));
        node.text(3, name).text(4, operator);
        for (Attribute attribute : attributes) {
            node.message(5, attribute.message());
        }
        graph.message(1, domain.isEmpty() ? node : node.text(7, domain));
    }

    /// A tensor of single-precision numbers.
    ///
    /// @param numbers not copied, so they must stay as they are
    Value tensor(String name, float[] numbers, int offset, List<Integer> shape) {
        int size = shape.stream().reduce(1, Math::multiplyExact);
        Message tensor = header(ElementType.FLOAT, shape).text(8, name).floats(9, numbers, offset, size);
        taken.add(name);
        graph.message(5, tensor);
        return new Value(name, ElementType.FLOAT);
    }

    /// A constant, the same tensor for the same numbers.
    Value constant(ElementType type, List<Integer> shape, double... numbers) {
        String key = type + " " + shape + " " + Arrays.toString(numbers);
        return constants.computeIfAbsent(key, it -> {
            ByteBuffer raw = ByteBuffer.allocate(numbers.length * Double.BYTES).order(ByteOrder.LITTLE_ENDIAN);
            for (double number : numbers) {
                switch (type) {
                    case FLOAT -> raw.putFloat((float) number);
                    case DOUBLE -> raw.putDouble(number);
                    case INT64 -> raw.putLong((long) number);
                    case BOOL -> raw.put((byte) (number == 0 ? 0 : 1));
                    case STRING -> throw new IllegalArgumentException("texts are no numbers");
                }
            }
            String name = fresh("constant");
            byte[] bytes = Arrays.copyOf(raw.array(), raw.position());
            graph.message(5, header(type, shape).text(8, name).bytes(9, bytes));
            return new Value(name, type);
        });
    }

    /// A constant row of texts, of shape (texts).
    Value constant(List<String> texts) {
        Message tensor = header(ElementType.STRING, List.of(texts.size()));
        texts.forEach(text -> tensor.text(6, text));
        String name = fresh("texts");
        graph.message(5, tensor.text(8, name));
        return new Value(name, ElementType.STRING);
    }

    private static Message header(ElementType type, List<Integer> shape) {
        Message tensor = new Message();
        shape.forEach(length -> tensor.number(1, length));
        return tensor.number(2, type.code);
    }

    /// An input of any number of rows.
    Value input(String name, ElementType type, int columns, String description) {
        inputs.add(new Port(name, type.label, columns, description));
        inputInfos.add(info(name, type, columns, description));
        return new Value(name, type);
    }

    /// Makes a tensor of (rows × columns) an output.
    void output(String name, Value value, int columns, String description) {
        node("Identity", "", fresh("output"), List.of(value), List.of(name));
        outputs.add(new Port(name, value.type().label, columns, description));
        outputInfos.add(info(name, value.type(), columns, description));
    }

    private static Message info(String name, ElementType type, int columns, String description) {
        Message shape =
                new Message().message(1, new Message().text(2, ROWS)).message(1, new Message().number(1, columns));
        Message tensor = new Message().number(1, type.code).message(2, shape);
        return new Message()
                .text(1, name)
                .message(2, new Message().message(1, tensor))
                .text(3, description);
    }

    List<Port> inputs() {
        return List.copyOf(inputs);
    }

    List<Port> outputs() {
        return List.copyOf(outputs);
    }

    /// The whole file (`ModelProto`); nothing can be added afterwards.
    Message finished(Map<String, String> metadata) {
        graph.text(2, "hourglass");
        inputInfos.forEach(info -> graph.message(11, info));
        outputInfos.forEach(info -> graph.message(12, info));
        Message model = new Message()
                .number(1, IR_VERSION)
                .text(2, "hourglass")
                .message(7, graph)
                .message(8, new Message().text(1, "").number(2, OPSET));
        if (usesMl) {
            model.message(8, new Message().text(1, ML).number(2, ML_OPSET));
        }
        metadata.forEach(
                (key, value) -> model.message(14, new Message().text(1, key).text(2, value)));
        return model;
    }

    /// The sets of operators, for a person.
    String opset() {
        return List.of(OPSET + "", usesMl ? ML + " " + ML_OPSET : "").stream()
                .filter(it -> !it.isEmpty())
                .collect(Collectors.joining(", "));
    }
}
