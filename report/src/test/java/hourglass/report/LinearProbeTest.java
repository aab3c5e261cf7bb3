package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.objective.Gaussian;
import hourglass.random.Noise;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LinearProbeTest {
    private static final int ROWS = 400;

    private static Matrix rows() {
        Matrix rows = Matrix.zeros(ROWS, 4);
        for (int row = 0; row < ROWS; row++) {
            long key = Noise.key(5, Noise.Purpose.SAMPLING, row, 0);
            double side = Noise.uniform(key, 9) < 0.3 ? 6 : -6;
            for (int j = 0; j < 4; j++) {
                rows.set(row, j, (float) (side * (j + 1) + Noise.gaussian(key, j)));
            }
        }
        return rows;
    }

    private static Model model(Matrix rows) {
        return Model.train(
                Table.of(List.of("a", "b", "c", "d"), rows),
                Wishes.none()
                        .withObjective(new Gaussian())
                        .withCode(1)
                        .withHidden(List.of())
                        .withEpochs(20));
    }

    private static List<String> sides(Matrix rows) {
        return IntStream.range(0, ROWS)
                .mapToObj(row -> rows.get(row, 3) > 0 ? "right" : "left")
                .toList();
    }

    @Test
    void whatTheCodeTellsIsFound() {
        Matrix rows = rows();
        LinearProbe probe =
                LinearProbe.of(model(rows), rows, sides(rows), Kernels.plain()).orElseThrow();
        assertThat(probe.classes()).isEqualTo(2);
        assertThat(probe.judged()).isEqualTo(120);
        assertThat(probe.commonest()).isBetween(0.6, 0.8);
        assertThat(probe.features())
                .extracting(LinearProbe.Features::name)
                .containsExactly("the code", "as many principal components", "all that the network reads");
        assertThat(probe.features()).allSatisfy(it -> assertThat(it.accuracy()).isEqualTo(1));
    }

    /// Labels that rows know nothing of are told as well as by a coin: the probe does not judge what it was fitted to.
    @Test
    void whatRowsDoNotTellIsNotFound() {
        Matrix rows = rows();
        List<String> coins = IntStream.range(0, ROWS)
                .mapToObj(row -> Noise.uniform(Noise.key(6, Noise.Purpose.SAMPLING, row, 1), 0) < 0.5 ? "0" : "1")
                .toList();
        LinearProbe probe =
                LinearProbe.of(model(rows), rows, coins, Kernels.plain()).orElseThrow();
        assertThat(probe.features()).allSatisfy(it -> assertThat(it.accuracy()).isBetween(0.35, 0.65));
    }

    @Test
    void labelsThatCannotBeLearnedAreLeft() {
        Matrix rows = rows();
        List<String> own = IntStream.range(0, ROWS).mapToObj(String::valueOf).toList();
        assertThat(LinearProbe.of(model(rows), rows, own, Kernels.plain())).isEmpty();
        assertThat(LinearProbe.of(model(rows), rows, Collections.nCopies(ROWS, "one"), Kernels.plain()))
                .isEmpty();
        assertThat(LinearProbe.of(model(rows), rows, Collections.nCopies(ROWS, ""), Kernels.plain()))
                .isEmpty();
    }
}
