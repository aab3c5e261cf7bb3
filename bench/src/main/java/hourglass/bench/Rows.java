package hourglass.bench;

import hourglass.random.Noise;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.GZIPInputStream;

/// The rows to work on.
///
/// @param origin for the report
/// @param values (count × features), between 0 and 1
record Rows(String origin, float[] values) {
    /// Enough that 64 batches of 128 differ.
    static final int COUNT = 8192;

    private static final int MOST_NUMBERS = 1 << 23;

    private static final int MNIST_FEATURES = 784;
    private static final double ONES = 0.2;

    /// The first images of MNIST where they fit and are found, otherwise seeded pixels, a fifth of them 1.
    static Rows of(int features, Path mnist) throws IOException {
        Path file = mnist.resolve("train-images-idx3-ubyte.gz");
        return features == MNIST_FEATURES && Files.isReadable(file) ? images(file) : pixels(features);
    }

    /// As many for wide rows as fit, whole batches of 64.
    private static int count(int features) {
        return Math.min(COUNT, MOST_NUMBERS / features / 64 * 64);
    }

    private static Rows pixels(int features) {
        float[] values = new float[count(features) * features];
        for (int i = 0; i < values.length; i++) {
            values[i] = Noise.uniform(1, i) < ONES ? 1 : 0;
        }
        return new Rows("seeded pixels, 20 % ones", values);
    }

    private static Rows images(Path file) throws IOException {
        try (var in = new DataInputStream(new GZIPInputStream(Files.newInputStream(file)))) {
            in.readInt();
            int count = Math.min(COUNT, in.readInt());
            int features = in.readInt() * in.readInt();
            byte[] bytes = in.readNBytes(count * features);
            float[] values = new float[bytes.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = (bytes[i] & 0xff) / 255f;
            }
            return new Rows("the first " + count + " images of MNIST", values);
        }
    }
}
