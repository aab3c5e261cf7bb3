package hourglass.onnx;

import java.util.List;

/// A setting of a node (`AttributeProto`).
///
/// @param message all of it
record Attribute(Message message) {
    private static final int NAME = 1;
    private static final int FLOAT = 2;
    private static final int INTEGER = 3;
    private static final int FLOATS = 7;
    private static final int INTEGERS = 8;
    private static final int STRINGS = 9;
    private static final int TYPE = 20;

    static Attribute of(String name, long value) {
        return new Attribute(named(name).number(INTEGER, value).number(TYPE, 2));
    }

    static Attribute of(String name, float value) {
        return new Attribute(named(name).single(FLOAT, value).number(TYPE, 1));
    }

    static Attribute list(String name, long... values) {
        Message message = named(name);
        for (long value : values) {
            message.number(INTEGERS, value);
        }
        return new Attribute(message.number(TYPE, 7));
    }

    static Attribute list(String name, float... values) {
        Message message = named(name);
        for (float value : values) {
            message.single(FLOATS, value);
        }
        return new Attribute(message.number(TYPE, 6));
    }

    static Attribute list(String name, List<String> values) {
        Message message = named(name);
        values.forEach(value -> message.text(STRINGS, value));
        return new Attribute(message.number(TYPE, 8));
    }

    private static Message named(String name) {
        return new Message().text(NAME, name);
    }
}
