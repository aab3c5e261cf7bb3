package hourglass.report;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import hourglass.model.Model;
import hourglass.network.Architecture;
import hourglass.network.ParameterShape;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// What a code is worth as compression: bytes and error of an autoencoder beside PCA and beside what engineers made,
/// Deflate for tables and PNG and JPEG for pictures. "Autoencoders are in general not better than engineered
/// compression algorithms": here is by how much.
///
/// Codes, the autoencoder's and those of PCA, are stored in single precision or in one byte each, from the smallest to
/// the largest number of each column of the code in 255 equal steps. Whoever decodes needs the decoder too: what all
/// rows share is told apart. PCA is fitted to the very rows it is judged by, which favours it.
///
/// @param rows number of rows
/// @param candidates the rows as they are first, then lossless ones, then PCA, the autoencoder, JPEG
public record Compression(int rows, List<Candidate> candidates) {
    /// One way to store rows.
    ///
    /// @param name for a person
    /// @param bytesPerRow of the rows alone
    /// @param sharedBytes once for all rows: decoder, scaling, ranges of the codes
    /// @param error square root of the mean squared error per number, in the units of the file
    public record Candidate(String name, double bytesPerRow, long sharedBytes, double error) {}

    private static final int STEPS = 255;

    public Compression {
        candidates = List.copyOf(candidates);
    }

    /// Stores rows in each way.
    ///
    /// @param x rows in the units of the file, not modified
    public static Compression of(Model model, Matrix x, Kernels kernels) {
        List<Candidate> candidates = new ArrayList<>();
        boolean bytes = Engineered.areBytes(x);
        candidates.add(new Candidate(
                bytes ? "as they are, 1 byte each" : "as they are, 4 bytes each",
                x.columns() * (double) (bytes ? 1 : Float.BYTES),
                0,
                0));
        candidates.add(candidate("Deflate (gzip)", Engineered.deflate(x), x));
        Optional<PictureShape> picture = PictureShape.of(model).filter(it -> it.channels() == 1);
        picture.ifPresent(it -> candidates.add(candidate("PNG", Engineered.png(x, it.height(), it.width()), x)));

        int codeSize = model.recipe().architecture().codeSize();
        long ranges = 2L * Float.BYTES * codeSize;
        PrincipalComponents components = PrincipalComponents.fit(x, codeSize, kernels);
        int k = components.components().columns();
        Matrix scores = components.encode(x, kernels);
        double exact = Reconstructions.squaredError(components.decode(scores, kernels), x);
        double rounded = Reconstructions.squaredError(components.decode(inBytes(scores), kernels), x);
        long basis = (long) Float.BYTES * (k + 1) * x.columns();
        candidates.add(new Candidate("PCA, " + k + " of 4 bytes", (double) k * Float.BYTES, basis, root(exact, x)));
        candidates.add(new Candidate("PCA, " + k + " of 1 byte", k, basis + ranges, root(rounded, x)));

        Matrix codes = model.encode(x);
        double whole = Reconstructions.squaredError(model.decode(codes), x);
        double coarse = Reconstructions.squaredError(model.decode(inBytes(codes)), x);
        long decoder = decoderBytes(model);
        candidates.add(new Candidate(
                "autoencoder, " + codeSize + " of 4 bytes", (double) codeSize * Float.BYTES, decoder, root(whole, x)));
        candidates.add(
                new Candidate("autoencoder, " + codeSize + " of 1 byte", codeSize, decoder + ranges, root(coarse, x)));
        picture.ifPresent(it ->
                candidates.add(candidate("JPEG, same error", Engineered.jpeg(x, it.height(), it.width(), coarse), x)));
        return new Compression(x.rows(), candidates);
    }

    /// The autoencoder whose code is stored in bytes.
    public Candidate autoencoder() {
        return candidates.stream()
                .filter(candidate -> candidate.name().startsWith("autoencoder")
                        && candidate.name().endsWith("1 byte"))
                .findFirst()
                .orElseThrow();
    }

    private static Candidate candidate(String name, Engineered.Encoded encoded, Matrix x) {
        return new Candidate(name, (double) encoded.bytes() / x.rows(), 0, root(encoded.squaredError(), x));
    }

    /// Numbers as they come back from one byte each, in equal steps between the smallest and largest of their column.
    static Matrix inBytes(Matrix codes) {
        Matrix result = codes.copy();
        for (int j = 0; j < codes.columns(); j++) {
            double low = Double.POSITIVE_INFINITY;
            double high = Double.NEGATIVE_INFINITY;
            for (int row = 0; row < codes.rows(); row++) {
                low = Math.min(low, codes.get(row, j));
                high = Math.max(high, codes.get(row, j));
            }
            double step = (high - low) / STEPS;
            for (int row = 0; row < codes.rows() && step > 0; row++) {
                result.set(row, j, (float) (low + step * Math.rint((codes.get(row, j) - low) / step)));
            }
        }
        return result;
    }

    /// Learned numbers of the decoder (with tied weights, those of the encoder that it uses) and the scaling of what
    /// comes out, in single precision.
    private static long decoderBytes(Model model) {
        Architecture architecture = model.recipe().architecture();
        List<Shape> shapes = architecture.shapes();
        long numbers = 2L * architecture.features();
        for (int i = architecture.encoder().size(); i < architecture.layers().size(); i++) {
            for (ParameterShape learned : architecture.layers().get(i).parameters(shapes.get(i))) {
                numbers += (long) learned.inputs() * learned.units();
            }
        }
        return Float.BYTES * numbers;
    }

    private static double root(double squaredError, Matrix x) {
        return Math.sqrt(squaredError / x.rows() / x.columns());
    }
}
