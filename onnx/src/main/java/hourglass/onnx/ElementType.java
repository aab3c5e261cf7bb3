package hourglass.onnx;

/// What a tensor holds.
enum ElementType {
    FLOAT(1, "float"),
    INT64(7, "int64"),
    STRING(8, "string"),
    BOOL(9, "bool"),
    DOUBLE(11, "double");

    /// Its number among `TensorProto.DataType`.
    final int code;

    /// Its name in ONNX.
    final String label;

    ElementType(int code, String label) {
        this.code = code;
        this.label = label;
    }
}
