/// The matrix product of oneDNN, found by ServiceLoader. Needs native access: `--enable-native-access`.
module hourglass.accelerated {
    requires static org.jspecify;
    requires static jdk.jfr;
    requires hourglass.core;

    provides hourglass.matrix.KernelsProvider with
            hourglass.accelerated.OneDnnProvider;
}
