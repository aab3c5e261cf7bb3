package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ScalingTest {
    /// Columns 0, 2, 4 · 7, 7, 7 · −1, 0, 4.
    private static final Matrix ROWS = Matrix.of(3, 3, 0, 7, -1, 2, 7, 0, 4, 7, 4);

    private static float[] applied(ScalingKind kind) {
        Matrix rows = ROWS.copy();
        Scaling.fit(kind, ROWS, false).apply(rows);
        return rows.array();
    }

    @Test
    void standardizeByHand() {
        float root = (float) Math.sqrt(1.5);
        double deviation = Math.sqrt((4 + 1 + 9) / 3.0);
        float[] actual = applied(ScalingKind.STANDARDIZE);
        double[] expected = {-root, 0, -2 / deviation, 0, 0, -1 / deviation, root, 0, 3 / deviation};
        for (int i = 0; i < expected.length; i++) {
            assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-6));
        }
    }

    @Test
    void rangeByHand() {
        assertThat(applied(ScalingKind.RANGE)).containsExactly(0, 0, 0, 0.5f, 0, 0.2f, 1, 0, 1);
    }

    @Test
    void commonRangeByHand() {
        float[] actual = applied(ScalingKind.COMMON_RANGE);
        assertThat(actual[2]).isZero();
        assertThat(actual[1]).isEqualTo(1);
        assertThat(actual[0]).isEqualTo(1 / 8f);
    }

    @Test
    void commonRangeStartsAtZeroForNumbersAboveIt() {
        Scaling scaling = Scaling.fit(ScalingKind.COMMON_RANGE, Matrix.of(2, 1, 4, 16), false);
        assertThat(scaling.offsets()).containsExactly(0);
        assertThat(scaling.scales()).containsExactly(16);
    }

    @Test
    void bytesHaveTheirKnownRange() {
        Scaling scaling = Scaling.fit(ScalingKind.COMMON_RANGE, Matrix.of(2, 1, 4, 16), true);
        assertThat(scaling.scales()).containsExactly(255);
    }

    @Test
    void noneChangesNothing() {
        assertThat(applied(ScalingKind.NONE)).containsExactly(ROWS.array());
    }

    @Test
    void constantColumnsAreNotDividedByRoundingErrors() {
        Matrix rows = Matrix.zeros(1000, 1);
        rows.fill(0.1f);
        for (ScalingKind kind : ScalingKind.values()) {
            if (kind != ScalingKind.COMMON_RANGE) {
                assertThat(Scaling.fit(kind, rows, false).scales())
                        .as(kind.label())
                        .containsExactly(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void invertUndoesApply(ScalingKind kind) {
        Matrix rows = Tables.real(50, 7).rows();
        Scaling scaling = Scaling.fit(kind, rows, false);
        Matrix there = rows.copy();
        scaling.apply(there);
        Matrix back = there.copy();
        scaling.invert(back);
        for (int i = 0; i < rows.array().length; i++) {
            assertThat((double) back.array()[i]).isCloseTo(rows.array()[i], within(1e-4));
        }
        if (kind != ScalingKind.NONE) {
            assertThat(there.array()).isNotEqualTo(rows.array());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aViewWithinAWiderMatrixIsScaledAlone(ScalingKind kind) {
        Matrix wide = Tables.real(9, 5).rows();
        Matrix view = wide.rows(2, 7).columns(1, 4);
        Matrix expected = view.copy();
        Scaling scaling = Scaling.fit(kind, expected, false);
        Matrix outside = wide.copy();
        scaling.apply(expected);
        Scaling.fit(kind, view, false).apply(view);
        for (int i = 0; i < 9; i++) {
            for (int j = 0; j < 5; j++) {
                boolean inside = i >= 2 && i < 7 && j >= 1 && j < 4;
                assertThat(wide.get(i, j)).isEqualTo(inside ? expected.get(i - 2, j - 1) : outside.get(i, j));
            }
        }
    }

    /// What validation rows hold must not reach the scaling: they are changed here beyond recognition.
    @ParameterizedTest
    @EnumSource
    void onlyTrainingRowsCount(ScalingKind kind) {
        Table dataset = Tables.real(40, 3);
        Wishes wishes = Wishes.none().withScaling(kind).withSeed(3);
        Advice advice = Advisor.advise(dataset, wishes);
        Prepared before = Prepared.of(dataset, advice);
        Matrix changed = dataset.rows().copy();
        for (int row : before.split().validation()) {
            changed.rows(row, row + 1).fill(1e6f);
        }
        Prepared after = Prepared.of(Tables.of(changed), advice);
        assertThat(before.validation().rows()).isPositive();
        assertThat(after.input().offsets()).isEqualTo(before.input().offsets());
        assertThat(after.input().scales()).isEqualTo(before.input().scales());
        assertThat(after.training().inputs().toMatrix().array())
                .isEqualTo(before.training().inputs().toMatrix().array());
        assertThat(after.validation().inputs().toMatrix().array())
                .isNotEqualTo(before.validation().inputs().toMatrix().array());
    }
}
