package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.objective.Poisson;
import hourglass.random.Noise;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CountsTest {
    @TempDir
    Path folder;

    @Test
    void probabilitiesOfWholeNumbersAddUpToOne() {
        for (double mean : new double[] {-3, 0.02, 1.5, 40}) {
            for (double deviation : new double[] {0.05, 0.7, 8}) {
                double sum = IntStream.range(0, 200)
                        .mapToDouble(k -> Math.exp(WholeNumbers.logProbability(mean, deviation, k)))
                        .sum();
                assertThat(sum).as("mean %s, deviation %s", mean, deviation).isCloseTo(1, within(1e-12));
            }
        }
    }

    /// The first from a table; log P(z > 10) and log P(z > 3), where the two ways of computing meet, from scipy.
    @Test
    void tailsOfTheNormalDistribution() {
        assertThat(Math.exp(WholeNumbers.logTail(1.96))).isCloseTo(0.0249978951, within(1e-9));
        assertThat(WholeNumbers.logTail(10)).isCloseTo(-53.23128515051247, within(1e-10));
        assertThat(WholeNumbers.logTail(3)).isCloseTo(-6.60772622151035, within(1e-12));
        assertThat(WholeNumbers.logTail(Math.nextDown(3.0))).isCloseTo(WholeNumbers.logTail(3), within(1e-11));
    }

    /// Column shares (2.5, 0.5) / 3 where rows that were counted have totals 2 and 0, which counts as a half.
    @Test
    void totalTimesShareByHand() {
        Matrix learned = Matrix.of(1, 2, 2, 0);
        double one = 5.0 / 3 + 1.0 / 3 - 2 * Math.log(5.0 / 3) + Math.log(2);
        double none = 0.5;
        assertThat(CountMatrices.totalTimesShare(new Poisson(), learned, Matrix.of(2, 2, 2, 0, 0, 0)))
                .isCloseTo((one + none) / 2, within(1e-6));
    }

    @Test
    void sparseMatricesAreReadFromWordsAndFromCells() throws IOException {
        Path words = written("docword.small.txt.gz", "2\n3\n2\n1 3 5\n2 1 4\n");
        Path cells = written("matrix.mtx.gz", "%%MatrixMarket matrix\n%x\n3 2 2\n3 1 5\n1 2 4\n");
        for (Path file : List.of(words, cells)) {
            assertThat(SparseCounts.read(file).array()).containsExactly(0, 0, 5, 4, 0, 0);
        }
    }

    private Path written(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
            out.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return file;
    }

    /// Rates of gamma distributions around e^x: counts that vary more than Poisson's, and follow from x in part.
    @Test
    void scatteredCountsAreNegativeBinomial() {
        FrameBuilder builder = Frame.builder(List.of("x", "visits"));
        for (int i = 0; i < 600; i++) {
            long key = Noise.key(3, Noise.Purpose.SAMPLING, i, 0);
            double x = Noise.gaussian(key, 0);
            double rate = Math.exp(0.8 * x) * -Math.log(1 - Noise.uniform(key, 1));
            int count = 0;
            for (double at = -Math.log(1 - Noise.uniform(key, 2)); at < rate; count++) {
                at -= Math.log(1 - Noise.uniform(key, 3 + count));
            }
            builder.number(x).number(count).endRow();
        }
        List<Counts.Nats> nats = Counts.nats(builder.build());
        assertThat(nats).hasSize(1);
        Counts.Nats visits = nats.getFirst();
        assertThat(visits.column()).isEqualTo("visits");
        assertThat(visits.negativeBinomial()).isLessThan(visits.alone()).isLessThan(visits.poisson());
    }
}
