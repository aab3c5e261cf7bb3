package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class OddRowsHeldOutTest {
    /// Printed by numpy 2.4.6: `numpy.random.RandomState(seed).permutation(n)`.
    @Test
    void rowsAreSplitAsNumpySplitsThem() {
        assertThat(new MersenneTwister(0).permutation(10)).containsExactly(2, 8, 4, 9, 1, 6, 7, 3, 0, 5);
        assertThat(new MersenneTwister(7).permutation(20))
                .containsExactly(1, 17, 2, 5, 11, 0, 18, 6, 13, 19, 10, 14, 8, 16, 9, 12, 7, 3, 4, 15);
    }

    @Test
    void twoRowsOfFiveAreHeldOutRoundedUp() {
        assertThat(OddRowsHeldOut.heldOut(5)).isEqualTo(2);
        assertThat(OddRowsHeldOut.heldOut(214)).isEqualTo(86);
        assertThat(OddRowsHeldOut.heldOut(351)).isEqualTo(141);
    }

    /// Of six pairs the odd rows win in four and tie in one.
    @Test
    void areaByHand() {
        FrameBuilder marks = Frame.builder(List.of("odd"));
        for (int mark : new int[] {0, 1, 0, 1, 0}) {
            marks.number(mark).endRow();
        }
        assertThat(OddRows.area(new double[] {1, 2, 2, 3, 2.5}, marks.build())).isEqualTo(4.5 / 6);
    }
}
