package hourglass.json;

/// The JSON value `true` or `false`.
public record JsonBoolean(boolean value) implements Json {}
