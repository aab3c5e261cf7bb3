package hourglass.bench17;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a subject is given, as hourglass.bench.Task writes it.
///
/// @param kind of work
/// @param batch rows of a step
/// @param widths columns of the input and of every layer's output
/// @param rows (count × features); batch k is rows k · batch …, from the start again after the last whole batch
/// @param parameters for each layer the weights (inputs × outputs), then the bias
record Task(String kind, int batch, int[] widths, float[] rows, float[] parameters) {
    int rowCount() {
        return rows.length / widths[0];
    }

    int batches() {
        return rowCount() / batch;
    }

    static Task read(Path file) throws IOException {
        try (DataInputStream in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            String kind = in.readUTF();
            int batch = in.readInt();
            int[] widths = new int[in.readInt()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in.readInt();
            }
            return new Task(kind, batch, widths, floats(in), floats(in));
        }
    }

    private static float[] floats(DataInputStream in) throws IOException {
        float[] numbers = new float[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readFloat();
        }
        return numbers;
    }
}
