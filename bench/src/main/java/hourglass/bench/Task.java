package hourglass.bench;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/// What a subject is given, the same for all: sizes, rows in the order they are used, and initial parameters.
///
/// @param kind of work
/// @param batch rows of a unit
/// @param widths columns of the input and of every layer's output
/// @param rows (count × features); batch k is rows k · batch …, from the start again after the last whole batch
/// @param parameters for each layer the weights (inputs × outputs), then the bias
record Task(Workload.Kind kind, int batch, int[] widths, float[] rows, float[] parameters) {
    int features() {
        return widths[0];
    }

    int rowCount() {
        return rows.length / features();
    }

    int batches() {
        return rowCount() / batch;
    }

    /// Rows before the first of batch k.
    int firstRow(long k) {
        return (int) (k % batches()) * batch;
    }

    int layers() {
        return widths.length - 1;
    }

    /// The weights of a layer, counted from 1, as (outputs × inputs).
    float[] transposedWeights(int layer) {
        int inputs = widths[layer - 1];
        int outputs = widths[layer];
        int offset = offset(layer);
        float[] transposed = new float[inputs * outputs];
        for (int i = 0; i < inputs; i++) {
            for (int j = 0; j < outputs; j++) {
                transposed[j * inputs + i] = parameters[offset + i * outputs + j];
            }
        }
        return transposed;
    }

    /// The bias of a layer, counted from 1.
    float[] bias(int layer) {
        int from = offset(layer) + widths[layer - 1] * widths[layer];
        float[] bias = new float[widths[layer]];
        System.arraycopy(parameters, from, bias, 0, bias.length);
        return bias;
    }

    private int offset(int layer) {
        int offset = 0;
        for (int i = 1; i < layer; i++) {
            offset += (widths[i - 1] + 1) * widths[i];
        }
        return offset;
    }

    void write(Path file) throws IOException {
        try (var out = new DataOutputStream(new BufferedOutputStream(Files.newOutputStream(file)))) {
            out.writeUTF(kind.name());
            out.writeInt(batch);
            out.writeInt(widths.length);
            for (int width : widths) {
                out.writeInt(width);
            }
            write(out, rows);
            write(out, parameters);
        }
    }

    static Task read(Path file) throws IOException {
        try (var in = new DataInputStream(new BufferedInputStream(Files.newInputStream(file)))) {
            Workload.Kind kind = Workload.Kind.valueOf(in.readUTF());
            int batch = in.readInt();
            int[] widths = new int[in.readInt()];
            for (int i = 0; i < widths.length; i++) {
                widths[i] = in.readInt();
            }
            return new Task(kind, batch, widths, readFloats(in), readFloats(in));
        }
    }

    private static void write(DataOutputStream out, float[] numbers) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(numbers.length * Float.BYTES);
        bytes.asFloatBuffer().put(numbers);
        out.writeInt(numbers.length);
        out.write(bytes.array());
    }

    private static float[] readFloats(DataInputStream in) throws IOException {
        float[] numbers = new float[in.readInt()];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = in.readFloat();
        }
        return numbers;
    }
}
