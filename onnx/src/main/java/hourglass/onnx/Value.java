package hourglass.onnx;

/// A tensor on its way through a graph.
///
/// @param name unique in the graph
record Value(String name, ElementType type) {}
