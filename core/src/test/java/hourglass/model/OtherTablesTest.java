package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.judge.Decision;
import hourglass.matrix.Matrix;
import hourglass.objective.Gaussian;
import hourglass.problem.ProblemException;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Tables that are not as tables usually are: of columns taken alike, small, with nothing to learn, in pairs.
class OtherTablesTest {
    @TempDir
    Path folder;

    /// Models whose columns are taken alike are judged too, with reasons, but cannot read holes.
    @Test
    void columnsTakenAlikeAreJudgedByReconstruction() {
        Frame numbers =
                Frame.of(List.of("a", "b", "c"), Tables.real(400, 3).rows().toMatrix());
        Model alike =
                Model.train(numbers, Wishes.none().withObjective(new Gaussian()).withEpochs(5));
        assertThat(alike.givesReasons()).isTrue();
        assertThat(alike.readsHoles()).isFalse();
        assertThatThrownBy(() -> alike.impute(numbers)).isInstanceOf(ProblemException.class);
        assertThat(alike.score(numbers)).isEqualTo(alike.score(numbers.toMatrix()));
        Matrix odd = numbers.toMatrix();
        odd.set(7, 1, 500);
        Frame judged = Frame.of(numbers.names(), odd);
        List<Verdict> verdicts = alike.judge(judged, new Decision.FalseAlarms(0.05));
        assertThat(verdicts.get(7).flagged()).isTrue();
        assertThat(verdicts.get(7).reasons().getFirst().column()).isEqualTo("b");
        odd.set(7, 1, Float.POSITIVE_INFINITY);
        odd.set(8, 1, Float.NaN);
        Frame holed = Frame.of(numbers.names(), odd);
        assertThat(alike.score(holed)[7])
                .isFinite()
                .isGreaterThan(verdicts.get(7).score());
        assertThat(alike.scoreByColumn(holed, alike.match(holed))[8 * 3 + 1])
                .as("what is missing is not strange")
                .isZero();
        assertThat(alike.score(holed)[8]).isFinite();
    }

    /// What stands in a cell that the network cannot be shown is no reason to expect no number.
    @Test
    void reasonsOfColumnsTakenAlikeAreNumbers() {
        Frame numbers =
                Frame.of(List.of("a", "b", "c"), Tables.real(400, 3).rows().toMatrix());
        Model alike =
                Model.train(numbers, Wishes.none().withObjective(new Gaussian()).withEpochs(5));
        Matrix odd = numbers.toMatrix();
        odd.set(7, 1, Float.POSITIVE_INFINITY);
        odd.set(7, 2, Float.NaN);
        Frame judged = Frame.of(numbers.names(), odd);
        Reason first = alike.reasons(judged, alike.match(judged)).get(7).getFirst();
        assertThat(first.column()).isEqualTo("b");
        assertThat(first.expected()).matches("-?[0-9.]+ to -?[0-9.]+");
    }

    /// Few rows, columns with one value among holes, columns that hold nothing in most rows.
    @ParameterizedTest
    @ValueSource(ints = {2, 3, 5, 30})
    void smallTablesAreJudgedToo(int rows) {
        FrameBuilder builder = Frame.builder(List.of("a", "b", "rare", "empty", "word"));
        for (int row = 0; row < rows; row++) {
            builder.number(row * row - 0.5).number(row % 2 == 0 ? -1.5 : 7.25);
            if (row < 2) {
                builder.number(row + 0.5);
            } else {
                builder.missing("");
            }
            builder.missing("").text(row % 3 == 0 ? "x" : "y").endRow();
        }
        Frame frame = builder.build();
        Model small = Model.train(frame, Wishes.none().withEpochs(2));
        for (double score : small.score(frame)) {
            assertThat(score).isFinite().isNotNegative();
        }
        assertThat(small.judge(frame, new Decision.FalseAlarms(0.6))).hasSize(rows);
        assertThat(small.impute(frame).rows()).isEqualTo(rows);
        small.save(folder.resolve("s"));
        assertThat(Model.load(folder.resolve("s")).score(frame)).isEqualTo(small.score(frame));
    }

    @Test
    void nothingToLearnIsSaid() {
        Frame constant = Frame.builder(List.of("a", "b"))
                .number(1)
                .missing("")
                .endRow()
                .number(1)
                .missing("")
                .endRow()
                .build();
        assertThatThrownBy(() -> Model.train(constant))
                .isInstanceOf(ProblemException.class)
                .hasMessageContaining("no column is left")
                .hasMessageContaining("constant: 1");
    }

    /// Noisy rows to be turned into clean ones, each scaled as columns of a table are.
    @Test
    void pairsMayBeScaledAsColumns() {
        Table clean = Tables.real(60, 3);
        Matrix noisy = clean.rows().toMatrix().copy();
        noisy.columns(0, 1).fill(0);
        Model denoising = Model.train(
                Pairs.of(Tables.of(noisy), clean),
                Wishes.none().withScaling(ScalingKind.COLUMNS).withEpochs(3));
        assertThat(denoising.reconstruct(noisy).shape()).isEqualTo("60 x 3");
        assertThat(denoising.task().target().kind()).isEqualTo(ScalingKind.COLUMNS);
    }
}
