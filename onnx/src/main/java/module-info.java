/// Models as ONNX files, for programs without a JVM.
module hourglass.onnx {
    requires static org.jspecify;
    requires transitive hourglass.core;

    exports hourglass.onnx;
}
