package hourglass.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.random.Noise;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

final class FlagsTest {
    /// 0, 1, … 9998: a score just below 10000 − k has the p-value k / 10000.
    private static final Reference TEN_THOUSAND = reference();

    private static Reference reference() {
        float[] scores = new float[9999];
        for (int i = 0; i < scores.length; i++) {
            scores[i] = i;
        }
        return new Reference(scores);
    }

    private static double[] scores(double... pValues) {
        return Arrays.stream(pValues).map(p -> 9999.5 - Math.rint(10_000 * p)).toArray();
    }

    private static String flags(Decision decision, double... pValues) {
        StringBuilder text = new StringBuilder();
        for (boolean flag : Flags.of(scores(pValues), TEN_THOUSAND, decision)) {
            text.append(flag ? '1' : '0');
        }
        return text.toString();
    }

    /// The example of Benjamini and Hochberg 1995, section 4.1: of 15 hypotheses the first four are rejected at 5 %.
    @Test
    void falseDiscoveriesAsInThePaper() {
        double[] pValues = {
            0.0001, 0.0004, 0.0019, 0.0095, 0.0201, 0.0278, 0.0298, 0.0344, 0.0459, 0.3240, 0.4262, 0.5719, 0.6528,
            0.7590, 1.0000
        };
        assertThat(TEN_THOUSAND.pValue(scores(pValues)[3])).isEqualTo(0.0095);
        assertThat(flags(new Decision.FalseDiscoveries(0.05), pValues)).isEqualTo("111100000000000");
        assertThat(flags(new Decision.FalseDiscoveries(0.01), pValues)).isEqualTo("111000000000000");
        assertThat(flags(new Decision.FalseAlarms(0.05), pValues)).isEqualTo("111111111000000");
        assertThat(flags(new Decision.FalseAlarms(0.01), pValues)).isEqualTo("111100000000000");
    }

    /// Stepping up: 0.03 is above 2/4 of 5 %, but 0.04 is not above 4/4. The order of rows does not matter.
    @Test
    void aLargerPValueMayCarrySmallerOnes() {
        assertThat(flags(new Decision.FalseDiscoveries(0.05), 0.04, 0.01, 0.035, 0.03))
                .isEqualTo("1111");
        assertThat(flags(new Decision.FalseDiscoveries(0.05), 0.0501, 0.01, 0.038, 0.03))
                .isEqualTo("0100");
        assertThat(flags(new Decision.FalseDiscoveries(0.05), 0.06, 0.0126 * 4, 0.2, 0.3))
                .isEqualTo("0000");
        assertThat(flags(new Decision.FalseDiscoveries(0.05))).isEmpty();
    }

    @Test
    void aThresholdIsExceeded() {
        double[] scores = {1, 2, 2.5, Double.MAX_VALUE};
        assertThat(Flags.of(scores, new Reference(), new Decision.Threshold(2)))
                .containsExactly(false, false, true, true);
        assertThat(Flags.of(scores, new Reference(), new Decision.FalseAlarms(0.5)))
                .as("nothing to compare with, nothing to flag")
                .containsOnly(false);
    }

    /// One row in ten is odd. Of the rows flagged at 10 %, no more are ordinary, on average over 300 tables; most odd
    /// ones are found.
    @Test
    void noMoreOfTheRowsFlaggedAreOrdinary() {
        double share = 0;
        int found = 0;
        for (int table = 0; table < 300; table++) {
            long key = Noise.key(5, Noise.Purpose.OBSERVATION, table, 0);
            float[] kept = new float[1000];
            for (int i = 0; i < kept.length; i++) {
                kept[i] = (float) Noise.gaussian(key, i);
            }
            double[] scores = new double[200];
            for (int i = 0; i < scores.length; i++) {
                scores[i] = Noise.gaussian(key, 1000 + i) + (i < 20 ? 4 : 0);
            }
            boolean[] flags = Flags.of(scores, new Reference(kept), new Decision.FalseDiscoveries(0.1));
            int right = 0;
            int wrong = 0;
            for (int i = 0; i < flags.length; i++) {
                right += flags[i] && i < 20 ? 1 : 0;
                wrong += flags[i] && i >= 20 ? 1 : 0;
            }
            share += right + wrong == 0 ? 0 : (double) wrong / (right + wrong) / 300;
            found += right;
        }
        assertThat(share).isBetween(0.06, 0.1);
        assertThat(found).isGreaterThan(300 * 18);
    }

    @Test
    void decisionsSayWhatTheyAre() {
        assertThat(Decision.defaults()).isEqualTo(new Decision.FalseAlarms(0.01));
        assertThat(Decision.defaults().description()).contains("1.0 %");
        assertThatThrownBy(() -> new Decision.FalseAlarms(0)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision.FalseDiscoveries(1)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Decision.Threshold(Double.NaN)).isInstanceOf(IllegalArgumentException.class);
    }
}
