package hourglass.report;

import hourglass.column.ColumnMatch;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Wishes;
import hourglass.random.Noise;
import hourglass.report.page.Report;
import hourglass.report.page.Subject;
import hourglass.report.page.Subject.Fact;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.table.ValueType;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Rows to report on, and short trainings on them.
final class ReportRows {
    /// What a page must show as it stands, and never obey.
    static final String HOSTILE = "</script><script>window.fooled = 1</script><img src=x onerror='window.fooled = 2'>";

    private ReportRows() {}

    /// Two kinds of rows, told by a label; names of columns and a cell are hostile.
    static Frame table(int rows) {
        FrameBuilder builder = Frame.builder(List.of("size " + HOSTILE, "weight", "__proto__", "colour", "label"));
        for (int row = 0; row < rows; row++) {
            long key = Noise.key(7, Noise.Purpose.SAMPLING, row, 0);
            boolean large = Noise.uniform(key, 0) < 0.5;
            double size = (large ? 8 : 2) + Noise.gaussian(key, 1);
            builder.number(size).number(3 * size + Noise.gaussian(key, 2));
            if (row % 10 == 3) {
                builder.missing("");
            } else {
                builder.number(Noise.gaussian(key, 3));
            }
            builder.text(row % 7 == 0 ? HOSTILE : large ? "red" : "blue")
                    .text(large ? "large" : "small & <b>thin</b>")
                    .endRow();
        }
        return builder.build();
    }

    /// Grey pictures of 8 × 8 pixels, each of a bright square somewhere.
    static Frame pictures(int rows) {
        Matrix numbers = Matrix.zeros(rows, 64);
        for (int row = 0; row < rows; row++) {
            long key = Noise.key(8, Noise.Purpose.SAMPLING, row, 0);
            int left = (int) (5 * Noise.uniform(key, 0));
            int top = (int) (5 * Noise.uniform(key, 1));
            for (int i = 0; i < 9; i++) {
                numbers.set(row, (top + i / 3) * 8 + left + i % 3, 255);
            }
        }
        List<String> names = IntStream.range(0, 64).mapToObj(j -> "pixel" + j).toList();
        return Frame.of(names, List.of(8, 8), ValueType.UNSIGNED_BYTE, numbers, new double[0]);
    }

    static Model model(Frame rows, Wishes wishes) {
        return Model.train(rows, wishes);
    }

    /// A model of [#table] that has not seen the label.
    static Model modelOf(Frame table) {
        return model(table.only(table.names().subList(0, 4)), Wishes.none().withEpochs(3));
    }

    static Report report(Model model, Frame rows, Optional<String> label) {
        return Report.of(rows(model, rows, label), subject(), step -> {});
    }

    static Report.Rows rows(Model model, Frame rows, Optional<String> label) {
        return new Report.Rows(model, rows, match(model, rows), Optional.empty(), label, List.of(), Optional.empty());
    }

    static ColumnMatch match(Model model, Frame rows) {
        return model.columns().match(rows.names(), "the rows");
    }

    static Subject subject() {
        return new Subject(
                "model " + HOSTILE,
                List.of(new Fact("trained on", HOSTILE)),
                List.of(new Fact("To make it again", "hourglass train '" + HOSTILE + "'")),
                List.of("a note " + HOSTILE),
                Optional.empty(),
                List.of(),
                List.of(),
                0);
    }
}
