package hourglass.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.random.Noise;
import org.junit.jupiter.api.Test;

final class ReferenceTest {
    @Test
    void pValuesByHand() {
        Reference reference = new Reference(3, 1, 2);
        assertThat(reference.pValue(0.5)).isEqualTo(1);
        assertThat(reference.pValue(1)).as("as high counts").isEqualTo(1);
        assertThat(reference.pValue(1.5)).isEqualTo(0.75);
        assertThat(reference.pValue(2)).isEqualTo(0.75);
        assertThat(reference.pValue(2.5)).isEqualTo(0.5);
        assertThat(reference.pValue(3.5)).isEqualTo(0.25);
        assertThat(reference.pValue(1e300)).isEqualTo(0.25);
        assertThat(reference.highest()).isEqualTo(3);
        assertThat(new Reference().pValue(7)).as("nothing to compare with").isEqualTo(1);
    }

    /// A score is above the threshold exactly if its p-value is at most α, ties included.
    @Test
    void thresholdsAndPValuesSayTheSame() {
        Reference reference = new Reference(5, 1, 2, 2, 2, 3, 8, 8, 9, 9.5f, 12);
        for (int percent = 1; percent < 100; percent++) {
            double alpha = percent / 100.0;
            for (int quarter = 0; quarter < 60; quarter++) {
                double score = quarter / 4.0;
                assertThat(score > reference.threshold(alpha))
                        .as("score %s at %s", score, alpha)
                        .isEqualTo(reference.pValue(score) <= alpha);
            }
        }
        assertThat(reference.threshold(1 / 13.0)).isInfinite();
    }

    /// With m = 20 scores the smallest p-value is 1/21, so that just below 5 % of ordinary rows are flagged at 5 %:
    /// here in 20,000 tables, each with scores of its own. Four standard deviations are allowed.
    @Test
    void soManyOrdinaryRowsAreFlagged() {
        assertThat(alarms(20, 0.05, false)).isCloseTo(1 / 21.0, within(4 * Math.sqrt(1 / 21.0 / 20_000)));
        assertThat(alarms(99, 0.1, false)).isCloseTo(0.1, within(4 * Math.sqrt(0.1 / 20_000)));
        assertThat(alarms(20, 0.05, true)).as("ties make it fewer").isLessThan(1 / 21.0);
    }

    private static double alarms(int scores, double alpha, boolean ties) {
        int alarms = 0;
        for (int table = 0; table < 20_000; table++) {
            long key = Noise.key(3, Noise.Purpose.OBSERVATION, table, scores);
            float[] kept = new float[scores];
            for (int i = 0; i < scores; i++) {
                kept[i] = score(key, i, ties);
            }
            alarms += new Reference(kept).pValue(score(key, scores, ties)) <= alpha ? 1 : 0;
        }
        return alarms / 20_000.0;
    }

    private static float score(long key, int i, boolean ties) {
        return ties ? Noise.below(key, i, 10) : (float) Math.exp(2 * Noise.gaussian(key, i));
    }

    @Test
    void referencesAreTheirScores() {
        assertThat(new Reference(2, 1)).isEqualTo(new Reference(1, 2)).hasSameHashCodeAs(new Reference(1, 2));
        assertThat(new Reference(2, 1)).isNotEqualTo(new Reference(1, 3)).isNotEqualTo(new Reference(1));
        assertThatThrownBy(() -> new Reference(1, Float.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
