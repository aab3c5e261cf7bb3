package hourglass.examples;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.random.Noise;

/// Texts as vectors: how often words stand in them, weighed by how rare they are (TF-IDF, smoothed: log((1 + n) / (1 +
/// nᵥ)) + 1), at length 1, and of that the directions that say most (truncated singular value decomposition, "latent
/// semantic analysis": Deerwester et al. 1990).
final class TextVectors {
    /// More directions than asked for, and passes over the texts: Halko, Martinsson and Tropp 2011, "Finding structure
    /// with randomness", algorithm 4.4.
    private static final int MORE = 20;

    private static final int PASSES = 12;

    private TextVectors() {}

    /// @param counts texts by words, overwritten
    /// @param dimensions of the vectors
    static Matrix of(Matrix counts, int dimensions) {
        weigh(counts);
        Kernels kernels = Kernels.fastest().kernels();
        int wide = Math.min(dimensions + MORE, counts.rows());
        Matrix texts = Matrix.zeros(counts.rows(), wide);
        Matrix words = Matrix.zeros(counts.columns(), wide);
        for (int i = 0; i < words.array().length; i++) {
            words.array()[i] = (float) Noise.gaussian(1, i);
        }
        for (int pass = 0; pass < PASSES; pass++) {
            orthonormalize(words);
            kernels.multiply(counts, false, words, false, false, texts);
            orthonormalize(texts);
            kernels.multiply(counts, true, texts, false, false, words);
        }
        // After so many passes the axes are the right singular vectors, the strongest first.
        orthonormalize(words);
        kernels.multiply(counts, false, words, false, false, texts);
        Matrix vectors = Matrix.zeros(texts.rows(), dimensions);
        vectors.copyFrom(texts.columns(0, dimensions));
        return vectors;
    }

    private static void weigh(Matrix counts) {
        int[] texts = new int[counts.columns()];
        for (int row = 0; row < counts.rows(); row++) {
            for (int j = 0; j < texts.length; j++) {
                texts[j] += counts.get(row, j) > 0 ? 1 : 0;
            }
        }
        for (int row = 0; row < counts.rows(); row++) {
            double square = 0;
            for (int j = 0; j < texts.length; j++) {
                double weight = Math.log((1.0 + counts.rows()) / (1 + texts[j])) + 1;
                counts.set(row, j, (float) (counts.get(row, j) * weight));
                square += Math.pow(counts.get(row, j), 2);
            }
            for (int j = 0; square > 0 && j < texts.length; j++) {
                counts.set(row, j, (float) (counts.get(row, j) / Math.sqrt(square)));
            }
        }
    }

    /// Gram and Schmidt's, twice, in double.
    private static void orthonormalize(Matrix columns) {
        double[][] vectors = new double[columns.columns()][columns.rows()];
        for (int k = 0; k < vectors.length; k++) {
            for (int i = 0; i < columns.rows(); i++) {
                vectors[k][i] = columns.get(i, k);
            }
            for (int time = 0; time < 2; time++) {
                for (int other = 0; other < k; other++) {
                    add(vectors[k], vectors[other], -product(vectors[k], vectors[other]));
                }
            }
            double length = Math.sqrt(product(vectors[k], vectors[k]));
            for (int i = 0; i < columns.rows(); i++) {
                vectors[k][i] /= length;
                columns.set(i, k, (float) vectors[k][i]);
            }
        }
    }

    private static double product(double[] a, double[] b) {
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] to, double[] vector, double factor) {
        for (int i = 0; i < to.length; i++) {
            to[i] += factor * vector[i];
        }
    }
}
