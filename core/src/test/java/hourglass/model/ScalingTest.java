package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Period;
import hourglass.column.Schema;
import hourglass.matrix.Matrix;
import java.util.List;
import java.util.stream.IntStream;
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

    /// A scaling of any kind: that of tables has a fit of its own.
    private static Scaling fit(ScalingKind kind, Matrix rows) {
        return kind == ScalingKind.COLUMNS
                ? TableScaling.fit(Tables.of(rows).schema().variables(), rows)
                : Scaling.fit(kind, rows, false);
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

    /// 0, e − 1 and e² − 1 have the logarithms 0, 1 and 2; what is below 0 counts as 0.
    @Test
    void logarithmByHand() {
        Matrix rows = Matrix.of(3, 1, 0, (float) Math.expm1(1), (float) Math.expm1(2));
        Scaling scaling = Scaling.fit(ScalingKind.LOGARITHM, rows, false);
        float root = (float) Math.sqrt(1.5);
        Matrix applied = scaling.scaled(Matrix.of(4, 1, 0, (float) Math.expm1(1), (float) Math.expm1(2), -3));
        float[] expected = {-root, 0, root, -root};
        for (int i = 0; i < expected.length; i++) {
            assertThat(applied.array()[i]).isCloseTo(expected[i], within(1e-6f));
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
                assertThat(fit(kind, rows).scales()).as(kind.label()).containsExactly(1);
            }
        }
    }

    @ParameterizedTest
    @EnumSource
    void invertUndoesApply(ScalingKind kind) {
        Matrix rows = Tables.real(50, 7).rows().toMatrix();
        if (kind == ScalingKind.LOGARITHM) {
            IntStream.range(0, rows.array().length).forEach(i -> rows.array()[i] = Math.abs(rows.array()[i]));
        }
        Scaling scaling = fit(kind, rows);
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
        Matrix wide = Tables.real(9, 5).rows().toMatrix();
        Matrix view = wide.rows(2, 7).columns(1, 4);
        Matrix expected = view.copy();
        Scaling scaling = fit(kind, expected);
        Matrix outside = wide.copy();
        scaling.apply(expected);
        fit(kind, view).apply(view);
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
        Matrix changed = dataset.rows().toMatrix().copy();
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

    /// Of 1,000 numbers the five smallest and the five largest do not make the spread: each counts as the sixth.
    @Test
    void endsDoNotMakeTheSpreadOfATable() {
        Matrix rows = Matrix.zeros(1000, 1);
        for (int row = 0; row < 1000; row++) {
            rows.set(row, 0, row);
        }
        Scaling ordinary = fit(ScalingKind.COLUMNS, rows);
        assertThat(ordinary.offsets()[0]).isCloseTo(499.5f, within(1e-3f));
        double squares = 0;
        for (int row = 0; row < 1000; row++) {
            squares += Math.pow(Math.clamp(row, 5, 994) - 499.5, 2);
        }
        assertThat((double) ordinary.scales()[0]).isCloseTo(Math.sqrt(squares / 1000), within(1e-3));
        rows.set(999, 0, 1200);
        rows.set(0, 0, -100);
        Scaling odd = fit(ScalingKind.COLUMNS, rows);
        assertThat(odd.scales()).as("odd rows change nothing").isEqualTo(ordinary.scales());
        assertThat(odd.offsets()).isEqualTo(ordinary.offsets());
        assertThatThrownBy(() -> Scaling.fit(ScalingKind.COLUMNS, rows, false))
                .isInstanceOf(IllegalArgumentException.class);
    }

    /// Numbers to their middle, also with holes; levels, counts and angles stay.
    @Test
    void columnsOfATableAreScaledAsTheirKindNeeds() {
        Schema schema = new Schema(List.of(
                new Column("real", new Kind.Real()),
                new Column("count", new Kind.Count()),
                new Column("flag", new Kind.YesNo()),
                new Column("city", new Kind.Category(List.of("a", "b"))),
                new Column("size", new Kind.Ordinal(List.of("s", "m", "l"))),
                new Column("at", new Kind.Calendar("", true, 0, List.of(Period.DAY)))));
        Matrix rows = Matrix.zeros(4, 7);
        for (int row = 0; row < 4; row++) {
            rows.rows(row, row + 1).fill(row);
        }
        rows.set(3, 0, Float.NaN);
        Scaling scaling = TableScaling.fit(schema.variables(), rows);
        float deviation = (float) Math.sqrt(1.25);
        assertThat(scaling.offsets()).containsExactly(1, 0, 0, 0, 1.5f, 1.5f, 0);
        assertThat(scaling.scales()).containsExactly((float) Math.sqrt(2 / 3.0), 1, 1, 1, deviation, deviation, 1);
        Matrix scaled = scaling.scaled(rows);
        assertThat(scaled.get(3, 0)).isNaN();
        rows.set(0, 0, 3e38f);
        assertThat(scaling.scaled(rows).get(0, 0)).as("its square is finite").isEqualTo(1e18f);
    }
}
