package hourglass.json;

/// The JSON value `null`.
public record JsonNull() implements Json {}
