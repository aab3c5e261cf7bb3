package hourglass.train;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Matrix;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SplitTest {
    @Test
    void everyRowIsOnOneSideInRisingOrder() {
        Random random = new Random(3);
        for (int trial = 0; trial < 300; trial++) {
            int rows = random.nextInt(200);
            double share = random.nextDouble();
            Split split = Split.of(rows, share, random.nextLong());
            assertThat(split.training()).isSorted().doesNotHaveDuplicates();
            assertThat(split.validation()).isSorted().doesNotHaveDuplicates();
            int[] both = IntStream.concat(Arrays.stream(split.training()), Arrays.stream(split.validation()))
                    .sorted()
                    .toArray();
            assertThat(both).isEqualTo(IntStream.range(0, rows).toArray());
            if (rows > 1) {
                assertThat(split.training()).isNotEmpty();
                assertThat(split.validation()).isNotEmpty();
                assertThat(Math.abs(split.validation().length - rows * share)).isLessThanOrEqualTo(1);
            }
        }
    }

    @Test
    void aShareOfZeroSetsNothingAside() {
        assertThat(Split.of(50, 0, 1).validation()).isEmpty();
        assertThat(Split.of(1, 0.9, 1).training())
                .as("a single row is learned from")
                .containsExactly(0);
    }

    @Test
    void itIsAFunctionOfTheSeed() {
        assertThat(Split.of(100, 0.1, 5).validation())
                .isEqualTo(Split.of(100, 0.1, 5).validation());
        assertThat(Split.of(100, 0.1, 5).validation())
                .isNotEqualTo(Split.of(100, 0.1, 6).validation());
    }

    @Test
    void eachRowIsSetAsideAboutAsOftenAsAnyOther() {
        int[] counts = new int[40];
        for (int seed = 0; seed < 2000; seed++) {
            for (int row : Split.of(40, 0.25, seed).validation()) {
                counts[row]++;
            }
        }
        // 500 expected, standard deviation 19
        assertThat(Arrays.stream(counts).min().getAsInt()).isGreaterThan(410);
        assertThat(Arrays.stream(counts).max().getAsInt()).isLessThan(590);
    }

    @Test
    void selectTakesTheRowsAsNamed() {
        Matrix rows = Matrix.of(3, 2, 1, 2, 3, 4, 5, 6);
        Matrix selected = Split.select(rows, new int[] {2, 0});
        assertThat(selected.array()).containsExactly(5, 6, 1, 2);
        assertThat(Split.select(rows, new int[0]).rows()).isZero();
    }
}
