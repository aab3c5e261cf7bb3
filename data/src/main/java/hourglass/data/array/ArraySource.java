package hourglass.data.array;

import hourglass.data.file.Failures;
import hourglass.data.source.Heading;
import hourglass.data.source.RowSource;
import hourglass.data.source.Selection;
import hourglass.matrix.Matrix;
import hourglass.problem.Problem;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/// The rows of an array file. The numbers are read in order by a [Numbers] and the wanted columns picked.
final class ArraySource implements RowSource {
    private final Heading heading;
    private final Layout layout;
    private final Selection selection;
    private final Numbers numbers;
    private final Optional<Numbers> separateLabels;
    private final AutoCloseable file;
    private float[] wholeRow = {};
    private List<String> labels = List.of();
    private long next;

    /// @param selection of [Layout#names]
    /// @param numbers stands at the first number; closed with the source
    /// @param separateLabels one number per row from elsewhere; closed with the source
    /// @param file closed last
    ArraySource(
            String name,
            Layout layout,
            Selection selection,
            Numbers numbers,
            Optional<Numbers> separateLabels,
            AutoCloseable file) {
        List<String> columns = selection.names(layout.names());
        this.heading = new Heading(
                name,
                columns,
                selection.everything() ? layout.shape() : List.of(columns.size()),
                layout.type().valueType(),
                OptionalLong.of(layout.rows()));
        this.layout = layout;
        this.selection = selection;
        this.numbers = numbers;
        this.separateLabels = separateLabels;
        this.file = file;
    }

    @Override
    public Heading heading() {
        return heading;
    }

    @Override
    public List<String> labels() {
        return labels;
    }

    @Override
    public int read(Matrix into) {
        int count = (int) Math.min(into.rows(), layout.rows() - next);
        List<String> texts = new ArrayList<>();
        try {
            for (int row = 0; row < count; row++) {
                int offset = into.rowOffset(row);
                if (selection.everything()) {
                    numbers.next(into.array(), offset, layout.columns());
                } else {
                    pick(into.array(), offset, texts);
                }
                if (separateLabels.isPresent()) {
                    texts.add(separateLabels.get().nextText());
                }
            }
        } catch (IOException e) {
            throw Failures.reading(heading.name(), e);
        }
        labels = texts;
        next += count;
        return count;
    }

    private void pick(float[] into, int offset, List<String> texts) throws IOException {
        if (wholeRow.length == 0) {
            wholeRow = new float[layout.columns()];
        }
        int label = selection.label();
        if (label < 0) {
            numbers.next(wholeRow, 0, wholeRow.length);
        } else {
            numbers.next(wholeRow, 0, label);
            texts.add(numbers.nextText());
            numbers.next(wholeRow, label + 1, wholeRow.length - label - 1);
        }
        int[] features = selection.features();
        for (int i = 0; i < features.length; i++) {
            into[offset + i] = wholeRow[features[i]];
        }
    }

    @Override
    public void close() {
        closeAll(
                heading.name(),
                List.of(
                        numbers,
                        separateLabels.<AutoCloseable>map(labels -> labels).orElse(() -> {}),
                        file));
    }

    /// Closes everything, whatever fails, and then reports the first failure.
    static void closeAll(String name, List<? extends AutoCloseable> things) {
        Exception first = null;
        for (AutoCloseable thing : things) {
            try {
                thing.close();
            } catch (Exception e) {
                first = first == null ? e : first;
            }
        }
        if (first != null) {
            throw Problem.of(Problem.Kind.INPUT_OUTPUT, "file cannot be closed")
                    .at(name)
                    .exception(first);
        }
    }
}
