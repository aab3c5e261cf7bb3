package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SparklineTest {
    private static String line(double... values) {
        return Sparkline.of(values, 24);
    }

    @Test
    void whatFallsFallsBarByBar() {
        assertThat(line(8, 7, 6, 5, 4, 3, 2, 1)).isEqualTo("█▇▆▅▄▃▂▁");
        assertThat(line(1, 2, 3, 4, 5, 6, 7, 8)).isEqualTo("▁▂▃▄▅▆▇█");
        // Below 0 there is no logarithm.
        assertThat(line(-1000, 0, 1000)).isEqualTo("▁▅█");
    }

    /// 1/128 of the range would be one bar like the next.
    @Test
    void aLargeRangeIsSeenByItsLogarithm() {
        assertThat(line(128, 64, 32, 16, 8, 4, 2, 1)).isEqualTo("█▇▆▅▄▃▂▁");
        assertThat(line(9, 1, 1)).isEqualTo("█▁▁");
        assertThat(line(5, 3, 1)).isEqualTo("█▅▁");
        assertThat(line(100, 10, 1)).isEqualTo("█▅▁");
    }

    @Test
    void whatStaysIsLow() {
        assertThat(line(3, 3, 3)).isEqualTo("▁▁▁");
        assertThat(line(-2)).isEqualTo("▁");
        assertThat(line(0)).isEqualTo("▁");
        assertThat(line()).isEmpty();
    }

    @Test
    void whatIsNotFiniteIsAGap() {
        double nothing = Double.NaN;
        double infinite = Double.POSITIVE_INFINITY;
        assertThat(line(3, nothing, 2, infinite, 1, -infinite)).isEqualTo("█ ▅ ▁ ");
        assertThat(line(nothing, infinite)).isEqualTo("  ");
        // In a group the others count.
        assertThat(Sparkline.of(new double[] {3, nothing, 2, 2, infinite, 1}, 3))
                .isEqualTo("█▅▁");
    }

    @Test
    void moreNumbersThanPlacesAreMeansOfGroups() {
        assertThat(Sparkline.of(new double[] {4, 2, 2, 2, 0, 2}, 3)).isEqualTo("█▅▁");
        double[] many = IntStream.range(0, 1000).mapToDouble(i -> 1000 - i).toArray();
        assertThat(Sparkline.of(many, 24)).hasSize(24).startsWith("█").endsWith("▁");
        assertThat(Sparkline.of(many, 1)).isEqualTo("▁");
        assertThat(Sparkline.of(many, 0)).isEmpty();
        assertThat(Sparkline.of(many, -5)).isEmpty();
    }
}
