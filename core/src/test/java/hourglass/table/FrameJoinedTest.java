package hourglass.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.matrix.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

final class FrameJoinedTest {
    private static final List<String> NAMES = List.of("a", "b");

    @Test
    void textsAndTokensKeepTheirMeaning() {
        Frame first = Frame.builder(NAMES)
                .text("x")
                .missing("NA")
                .endRow(2)
                .number(1)
                .moment(5)
                .endRow(4)
                .build();
        Frame second = Frame.builder(NAMES)
                .text("y")
                .missing("")
                .endRow(5)
                .text("x")
                .missing("NA")
                .endRow(9)
                .build();
        Frame all = Frame.joined(List.of(first, second));
        assertThat(all.rows()).isEqualTo(4);
        assertThat(all.texts()).containsExactly("x", "y");
        assertThat(List.of(all.text(0, 0), all.text(2, 0), all.text(3, 0))).containsExactly("x", "y", "x");
        assertThat(List.of(all.token(0, 1), all.token(2, 1), all.token(3, 1))).containsExactly("NA", "", "NA");
        assertThat(all.number(1, 0)).isEqualTo(1);
        assertThat(all.moment(1, 1)).isEqualTo(5);
        assertThat(all.lineOf(3)).isEqualTo(9);
    }

    @Test
    void numbersAreJoinedWithTheirOrigins() {
        double[] origins = {1e9, 0};
        Frame first = Frame.of(NAMES, List.of(2), ValueType.REAL, Matrix.of(1, 2, 1, 2), origins);
        Frame second = Frame.of(NAMES, List.of(2), ValueType.REAL, Matrix.of(2, 2, 3, 4, 5, 6), origins);
        Frame all = Frame.joined(List.of(first, second));
        assertThat(all.number(2, 0)).isEqualTo(1e9 + 5);
        assertThat(all.number(2, 1)).isEqualTo(6);
        Frame other = Frame.of(NAMES, Matrix.of(1, 2, 1, 2));
        assertThatThrownBy(() -> Frame.joined(List.of(first, other))).isInstanceOf(IllegalArgumentException.class);
    }
}
