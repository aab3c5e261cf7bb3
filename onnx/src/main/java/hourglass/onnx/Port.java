package hourglass.onnx;

/// An input or output of an ONNX file, with a row for each row.
///
/// @param name by which it is fed or asked for
/// @param type what it holds: `float`, `double` or `string`
/// @param columns numbers or texts of a row
/// @param description what it is, for a person
public record Port(String name, String type, int columns, String description) {}
