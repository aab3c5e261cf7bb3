package hourglass.spark;

import hourglass.column.ColumnMatch;
import hourglass.column.Kind;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Reason;
import hourglass.model.Verdict;
import hourglass.spark.OutputColumns.Output;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/// Judges rows in blocks, as a model judges a table: row by row would take many times as long.
///
/// @param model with the decision of when a row is flagged
/// @param invalid one of the words of `handleInvalid`
record BlockScorer(Broadcast<ModelBytes> model, InputColumns columns, OutputColumns outputs, String invalid)
        implements MapPartitionsFunction<Row, Row> {
    /// So that a block stays in the cache and a stream waits for few.
    private static final int ROWS = 4096;

    @Override
    public Iterator<Row> call(Iterator<Row> rows) {
        Model reader = model.value().model();
        boolean[] needed = needed(reader);
        return new Iterator<>() {
            private final Deque<Row> ready = new ArrayDeque<>();

            @Override
            public boolean hasNext() {
                while (ready.isEmpty() && rows.hasNext()) {
                    score(reader, needed, rows, ready);
                }
                return !ready.isEmpty();
            }

            @Override
            public Row next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return ready.remove();
            }
        };
    }

    /// Which cells are read at all: columns set aside may hold anything.
    private boolean[] needed(Model reader) {
        boolean[] needed = new boolean[columns.names().size()];
        int[] places = reader.columns().match(columns.names(), "the DataFrame").places();
        for (int j = 0; j < places.length; j++) {
            if (places[j] >= 0 && !(reader.columns().schema().columns().get(j).kind() instanceof Kind.SetAside)) {
                needed[places[j]] = true;
            }
        }
        return needed;
    }

    private void score(Model reader, boolean[] needed, Iterator<Row> rows, Deque<Row> into) {
        List<Row> block = new ArrayList<>(ROWS);
        List<Integer> placeInFrame = new ArrayList<>(ROWS);
        FrameBuilder builder = Frame.builder(columns.names());
        boolean readsHoles = reader.readsHoles();
        while (rows.hasNext() && block.size() < ROWS) {
            Row row = rows.next();
            @Nullable Object[] cells = columns.cells(row);
            int hole = MissingCell.place(cells, needed, !readsHoles);
            if (hole >= 0 && !keeps(cells, hole)) {
                continue;
            }
            boolean isJudged = hole < 0 || readsHoles;
            block.add(row);
            placeInFrame.add(isJudged ? builder.rows() : -1);
            if (isJudged) {
                InputColumns.add(cells, builder);
            }
        }
        if (!block.isEmpty()) {
            Answers answers = new Answers(reader, builder.build(), outputs);
            for (int i = 0; i < block.size(); i++) {
                into.add(answers.of(block.get(i), placeInFrame.get(i)));
            }
        }
    }

    private boolean keeps(@Nullable Object[] cells, int hole) {
        return switch (invalid) {
            case ColumnParams.KEEP -> true;
            case ColumnParams.SKIP -> false;
            default ->
                throw MissingCell.problem(cells[hole], columns.names().get(hole))
                        .exception();
        };
    }

    /// What a model says of a block.
    private static final class Answers {
        private static final Row[] NO_REASONS = {};

        private final OutputColumns outputs;
        private final List<Verdict> verdicts;
        private final Matrix code;
        private final Matrix reconstruction;

        Answers(Model model, Frame frame, OutputColumns outputs) {
            this.outputs = outputs;
            boolean judges = outputs.has(Output.SCORE)
                    || outputs.has(Output.P_VALUE)
                    || outputs.has(Output.FLAGGED)
                    || outputs.has(Output.REASONS);
            this.verdicts = judges && frame.rows() > 0 ? model.judge(frame) : List.of();
            Matrix none = Matrix.zeros(0, 0);
            Matrix numbers = none;
            if (outputs.has(Output.CODE) || outputs.has(Output.RECONSTRUCTION)) {
                ColumnMatch match = model.match(frame);
                numbers = model.columns().schema().read(frame, match).rows();
            }
            this.code = outputs.has(Output.CODE) ? model.encode(numbers) : none;
            this.reconstruction = outputs.has(Output.RECONSTRUCTION) ? model.reconstruct(numbers) : none;
        }

        /// The row with what is said of it after its own cells.
        ///
        /// @param place in the frame; −1 for a row that was not judged
        Row of(Row row, int place) {
            int next = row.size();
            @Nullable
            Object[] values = new @Nullable Object[next + outputs.names().size()];
            for (int i = 0; i < next; i++) {
                values[i] = row.get(i);
            }
            for (Output output : outputs.names().keySet()) {
                values[next++] = place < 0 ? null : value(output, place);
            }
            return RowFactory.create(values);
        }

        private @Nullable Object value(Output output, int place) {
            return switch (output) {
                case CODE -> vector(code, place);
                case RECONSTRUCTION -> vector(reconstruction, place);
                case SCORE -> orNull(verdicts.get(place).score());
                case P_VALUE -> orNull(verdicts.get(place).pValue());
                case FLAGGED -> verdicts.get(place).flagged();
                case REASONS -> reasons(verdicts.get(place));
            };
        }

        /// Of most rows none.
        private static Row[] reasons(Verdict verdict) {
            return verdict.reasons().isEmpty()
                    ? NO_REASONS
                    : verdict.reasons().stream().map(Answers::row).toArray(Row[]::new);
        }

        private static @Nullable Object orNull(double number) {
            return Double.isNaN(number) ? null : (Object) number;
        }

        private static Object vector(Matrix of, int row) {
            double[] numbers = new double[of.columns()];
            for (int j = 0; j < numbers.length; j++) {
                numbers[j] = of.get(row, j);
            }
            return Vectors.dense(numbers);
        }

        private static Row row(Reason reason) {
            return RowFactory.create(reason.column(), reason.nats(), reason.observed(), reason.expected());
        }
    }
}
