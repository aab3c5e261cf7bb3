package hourglass.report;

import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.function.IntConsumer;
import java.util.stream.IntStream;

/// Places on a plane where rows that attract each other are near, by t-SNE (van der Maaten and Hinton 2008): minimises
/// Σ p_ij log(p_ij / q_ij), q_ij = (1 + ‖yᵢ − yⱼ‖²)⁻¹ / Z, by
///
/// ∂/∂yᵢ = 4 Σⱼ (p_ij − q_ij) (1 + ‖yᵢ − yⱼ‖²)⁻¹ (yᵢ − yⱼ)
///
/// with momentum and a rate for each number that grows while the direction stays. For the first third, attraction is
/// exaggerated twelvefold. The repulsion is exact, of all pairs: quadratic in the rows, and the same bits for any
/// number of threads; what is summed up stands in lanes beside each other, which the compiler vectorises.
final class Layout {
    static final int STEPS = 750;
    private static final int EARLY = 250;
    private static final float EXAGGERATION = 12;
    private static final int LANES = 64;
    private static final int CHUNK = 512;

    private final NeighbourGraph graph;
    private final int rows;
    private final float[] x;
    private final float[] y;
    private final float[] gradientX;
    private final float[] gradientY;
    private final float[] repulsionX;
    private final float[] repulsionY;
    private final double[] normalizers;

    private Layout(NeighbourGraph graph, Matrix start) {
        this.graph = graph;
        this.rows = start.rows();
        int blocks = Math.ceilDiv(rows, LANES);
        this.x = new float[rows];
        this.y = new float[rows];
        for (int row = 0; row < rows; row++) {
            x[row] = start.get(row, 0);
            y[row] = start.get(row, 1);
        }
        this.gradientX = new float[rows];
        this.gradientY = new float[rows];
        this.repulsionX = new float[blocks * LANES];
        this.repulsionY = new float[blocks * LANES];
        this.normalizers = new double[blocks];
    }

    /// Places of rows.
    ///
    /// @param start (rows × 2), near 0
    /// @param progress told the steps taken
    /// @return (rows × 2)
    static Matrix of(NeighbourGraph graph, Matrix start, IntConsumer progress) {
        Layout layout = new Layout(graph, start);
        layout.run(progress);
        return both(layout.x, layout.y);
    }

    /// The gradient at some places.
    ///
    /// @return (rows × 2)
    static Matrix gradient(NeighbourGraph graph, Matrix places) {
        Layout layout = new Layout(graph, places);
        layout.gradient(1);
        return both(layout.gradientX, layout.gradientY);
    }

    private static Matrix both(float[] x, float[] y) {
        Matrix both = Matrix.zeros(x.length, 2);
        for (int row = 0; row < x.length; row++) {
            both.set(row, 0, x[row]);
            both.set(row, 1, y[row]);
        }
        return both;
    }

    private void run(IntConsumer progress) {
        float rate = Math.max(200f, rows / EXAGGERATION);
        Mover across = new Mover(x, gradientX, rate);
        Mover down = new Mover(y, gradientY, rate);
        for (int step = 0; step < STEPS; step++) {
            boolean early = step < EARLY;
            gradient(early ? EXAGGERATION : 1);
            across.move(early ? 0.5f : 0.8f);
            down.move(early ? 0.5f : 0.8f);
            progress.accept(step + 1);
        }
    }

    /// @param exaggeration a factor on p
    private void gradient(float exaggeration) {
        IntStream.range(0, normalizers.length).parallel().forEach(this::repel);
        double normalizer = Arrays.stream(normalizers).sum();
        float scale = (float) (1 / Math.max(normalizer, Float.MIN_NORMAL));
        IntStream.range(0, normalizers.length).parallel().forEach(block -> {
            for (int i = block * LANES; i < Math.min(rows, (block + 1) * LANES); i++) {
                attract(i, exaggeration, scale);
            }
        });
    }

    private void attract(int i, float exaggeration, float scale) {
        float sumX = 0;
        float sumY = 0;
        int[] others = graph.rows()[i];
        float[] weights = graph.weights()[i];
        for (int at = 0; at < others.length; at++) {
            float u = x[i] - x[others[at]];
            float v = y[i] - y[others[at]];
            float pull = weights[at] / (1 + u * u + v * v);
            sumX += pull * u;
            sumY += pull * v;
        }
        gradientX[i] = 4 * (exaggeration * sumX - scale * repulsionX[i]);
        gradientY[i] = 4 * (exaggeration * sumY - scale * repulsionY[i]);
    }

    /// Repulsion of a block of rows by all, not yet divided by Z, and the block's part of Z.
    private void repel(int block) {
        int from = block * LANES;
        int width = Math.min(LANES, rows - from);
        Lanes lanes = new Lanes();
        System.arraycopy(x, from, lanes.x, 0, width);
        System.arraycopy(y, from, lanes.y, 0, width);
        double sum = 0;
        for (int start = 0; start < rows; start += CHUNK) {
            Arrays.fill(lanes.q, 0);
            for (int j = start; j < Math.min(rows, start + CHUNK); j++) {
                lanes.add(x[j], y[j]);
            }
            for (int lane = 0; lane < width; lane++) {
                sum += lanes.q[lane];
            }
        }
        normalizers[block] = sum - width;
        System.arraycopy(lanes.pushX, 0, repulsionX, from, LANES);
        System.arraycopy(lanes.pushY, 0, repulsionY, from, LANES);
    }

    /// Some rows and what others do to them.
    private static final class Lanes {
        private final float[] x = new float[LANES];
        private final float[] y = new float[LANES];
        private final float[] q = new float[LANES];
        private final float[] pushX = new float[LANES];
        private final float[] pushY = new float[LANES];

        void add(float otherX, float otherY) {
            for (int lane = 0; lane < LANES; lane++) {
                float u = x[lane] - otherX;
                float v = y[lane] - otherY;
                float near = 1f / (1f + u * u + v * v);
                float push = near * near;
                q[lane] += near;
                pushX[lane] += push * u;
                pushY[lane] += push * v;
            }
        }
    }

    /// One coordinate of all rows on its way (Jacobs 1988, "Increased rates of convergence through learning rate
    /// adaptation").
    private static final class Mover {
        private static final float LEAST_GAIN = 0.01f;

        private final float[] values;
        private final float[] gradient;
        private final float[] velocity;
        private final float[] gains;
        private final float rate;

        Mover(float[] values, float[] gradient, float rate) {
            this.values = values;
            this.gradient = gradient;
            this.velocity = new float[values.length];
            this.gains = new float[values.length];
            this.rate = rate;
            Arrays.fill(gains, 1);
        }

        void move(float momentum) {
            for (int i = 0; i < values.length; i++) {
                boolean stays = velocity[i] * gradient[i] < 0;
                gains[i] = stays ? gains[i] + 0.2f : Math.max(LEAST_GAIN, gains[i] * 0.8f);
                velocity[i] = momentum * velocity[i] - rate * gains[i] * gradient[i];
                values[i] += velocity[i];
            }
        }
    }
}
