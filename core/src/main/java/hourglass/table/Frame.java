package hourglass.table;

import hourglass.matrix.Matrix;
import hourglass.matrix.Rows;
import hourglass.picture.Patches;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Rows as they were read, before anybody decides what their columns mean: each cell is a number, a text, a moment in
/// time, or nothing. Immutable.
///
/// Numbers are doubles. Where a file holds many numbers and nothing else
/// ([#of(List, List, ValueType, Matrix, double[])]) they are kept in single precision as differences from an origin of
/// their column, so that large offsets cost no
/// digits.
public final class Frame implements Frames {
    private static final double LARGEST_WHOLE = 1e15;

    private final List<String> names;
    private final List<Integer> shape;
    private final ValueType valueType;
    private final int rows;
    private final @Nullable Matrix numbers;
    private final double[] origins;
    private final long[] cells;
    private final List<String> texts;
    private final List<String> tokens;
    private final RowPlaces places;

    private Frame(
            List<String> names,
            List<Integer> shape,
            ValueType valueType,
            int rows,
            @Nullable Matrix numbers,
            double[] origins,
            long[] cells,
            List<String> texts,
            List<String> tokens,
            RowPlaces places) {
        this.names = names;
        this.shape = shape;
        this.valueType = valueType;
        this.rows = rows;
        this.numbers = numbers;
        this.origins = origins;
        this.cells = cells;
        this.texts = texts;
        this.tokens = tokens;
        this.places = places;
    }

    /// Rows of numbers only.
    ///
    /// @param names of the columns; not copied, because an array may have millions
    /// @param shape of one row; its product is the number of columns
    /// @param valueType what the numbers are, as stored where they came from
    /// @param numbers a row for each example; NaN is nothing. Not copied
    /// @param origins what is to be added to the numbers of each column; empty for nothing
    public static Frame of(
            List<String> names, List<Integer> shape, ValueType valueType, Matrix numbers, double[] origins) {
        if (names.size() != numbers.columns() || (origins.length != 0 && origins.length != names.size())) {
            throw new IllegalArgumentException(
                    "a frame needs a name for each column, and an origin for each or none, got " + names.size()
                            + " names and " + origins.length + " origins for " + numbers.shape());
        }
        return new Frame(
                names,
                List.copyOf(shape),
                valueType,
                numbers.rows(),
                numbers,
                origins.clone(),
                new long[0],
                List.of(),
                List.of(""),
                RowPlaces.UNKNOWN);
    }

    /// Rows of real numbers only.
    public static Frame of(List<String> names, Matrix numbers) {
        return of(names, List.of(names.size()), ValueType.REAL, numbers, new double[0]);
    }

    /// Rows of anything, to be added cell by cell.
    public static FrameBuilder builder(List<String> names) {
        return new FrameBuilder(names);
    }

    static Frame of(
            List<String> names, int rows, long[] cells, List<String> texts, List<String> tokens, RowPlaces places) {
        return new Frame(
                names, List.of(names.size()), ValueType.REAL, rows, null, new double[0], cells, texts, tokens, places);
    }

    Frame at(RowPlaces others) {
        return new Frame(names, shape, valueType, rows, numbers, origins, cells, texts, tokens, others);
    }

    /// This frame, its rows counted from another one on: the next part of a longer table.
    public Frame startingAt(long row) {
        return at(places.startingAt(row));
    }

    /// This frame, each row of which is a file of its own, such as a picture.
    ///
    /// @param names of the files, one for each row
    public Frame ofFiles(List<String> names) {
        if (names.size() != rows) {
            throw new IllegalArgumentException("expected a file for each of " + rows + " rows, got " + names.size());
        }
        return at(places.ofFiles(names));
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public int columns() {
        return names.size();
    }

    @Override
    public int rows() {
        return rows;
    }

    /// The shape of one row: `[64]` for a table, `[28, 28]` for pictures.
    @Override
    public List<Integer> shape() {
        return shape;
    }

    /// What the numbers are, as stored where they came from.
    @Override
    public ValueType valueType() {
        return valueType;
    }

    /// All numbers, less the [#origins()], if there is nothing else; shared.
    public Optional<Matrix> numbers() {
        return Optional.ofNullable(numbers);
    }

    /// What is to be added to [#numbers()] in each column; empty for nothing. A copy.
    public double[] origins() {
        return origins.clone();
    }

    /// Whether every cell is a finite number.
    @Override
    public boolean isNumbers() {
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < names.size(); column++) {
                if (!Double.isFinite(number(row, column))) {
                    return false;
                }
            }
        }
        return true;
    }

    /// All numbers in single precision, NaN for anything else; a copy.
    public Matrix toMatrix() {
        Matrix all = Matrix.zeros(rows, names.size());
        for (int row = 0; row < rows; row++) {
            for (int column = 0; column < names.size(); column++) {
                all.set(row, column, (float) number(row, column));
            }
        }
        return all;
    }

    @Override
    public List<Frame> parts() {
        return List.of(this);
    }

    @Override
    public Optional<Rows> plainNumbers() {
        return origins.length == 0 ? Optional.ofNullable(numbers) : Optional.empty();
    }

    @Override
    public Matrix keep(int columns, Function<Frame, Matrix> encode) {
        return encode.apply(this);
    }

    /// Whether rows of another frame can follow.
    boolean isLike(Frame other) {
        return names.equals(other.names)
                && (numbers == null) == (other.numbers == null)
                && Arrays.equals(origins, other.origins);
    }

    RowPlaces places() {
        return places;
    }

    /// All cells, row by row; shared.
    long[] cells() {
        return cells;
    }

    /// What stood where cells are missing, each once.
    List<String> tokens() {
        return tokens;
    }

    private long cell(int row, int column) {
        return cells[row * names.size() + column];
    }

    /// The number in a cell; NaN if there is none. May be infinite.
    public double number(int row, int column) {
        if (numbers != null) {
            return numbers.get(row, column) + (origins.length == 0 ? 0 : origins[column]);
        }
        long cell = cell(row, column);
        return Cell.isNumber(cell) ? Double.longBitsToDouble(cell) : Double.NaN;
    }

    public boolean isNumber(int row, int column) {
        return numbers != null ? !Float.isNaN(numbers.get(row, column)) : Cell.isNumber(cell(row, column));
    }

    /// Whether a cell holds nothing.
    public boolean isMissing(int row, int column) {
        return numbers != null ? Float.isNaN(numbers.get(row, column)) : Cell.isMissing(cell(row, column));
    }

    public boolean isText(int row, int column) {
        return numbers == null && Cell.isText(cell(row, column));
    }

    /// Whether a cell holds a date, with a time or without.
    public boolean isMoment(int row, int column) {
        return numbers == null && Cell.isMoment(cell(row, column));
    }

    /// The moment in a cell, in milliseconds since 1970-01-01T00:00 of the clock that the file goes by.
    ///
    /// @throws IllegalArgumentException if there is none
    public long moment(int row, int column) {
        if (!isMoment(row, column)) {
            throw new IllegalArgumentException("no moment stands in row " + row + ", column " + column);
        }
        return Cell.milliseconds(cell(row, column));
    }

    /// What stood where a cell is missing: an empty text, `NA`, …
    ///
    /// @throws IllegalArgumentException if the cell is not missing
    public String token(int row, int column) {
        if (!isMissing(row, column)) {
            throw new IllegalArgumentException("a value stands in row " + row + ", column " + column);
        }
        return numbers != null ? "" : tokens.get(Cell.place(cell(row, column)));
    }

    /// A place in [#texts()] for a text; −1 for anything else.
    public int textPlace(int row, int column) {
        return isText(row, column) ? Cell.place(cell(row, column)) : -1;
    }

    /// Every different text of the frame once, whatever its column.
    public List<String> texts() {
        return texts;
    }

    /// A cell as a person would write it; empty if it is missing.
    public String text(int row, int column) {
        if (isMissing(row, column)) {
            return "";
        } else if (isText(row, column)) {
            return texts.get(textPlace(row, column));
        } else if (isMoment(row, column)) {
            return momentText(moment(row, column));
        }
        return numberText(number(row, column));
    }

    /// The shortest text that means a number: `3` for 3.0.
    public static String numberText(double value) {
        boolean whole = value == Math.rint(value) && Math.abs(value) < LARGEST_WHOLE;
        return whole ? String.valueOf((long) value) : String.valueOf(value);
    }

    /// A date as ISO 8601 writes it, with a time unless it is midnight.
    public static String momentText(long milliseconds) {
        LocalDateTime time = LocalDateTime.ofInstant(Instant.ofEpochMilli(milliseconds), ZoneOffset.UTC);
        return time.toLocalTime().equals(LocalTime.MIDNIGHT)
                ? time.toLocalDate().toString()
                : time.toString().replace('T', ' ');
    }

    /// This table, its rows being patches of the pictures that [#ofFiles] names.
    public Frame ofPatches(Patches patches) {
        return at(places.ofPatches(patches));
    }

    /// How the rows were cut from pictures, if they were.
    @Override
    public Optional<Patches> patches() {
        return places.patches();
    }

    /// The file that each row is, if each is one of its own ([#ofFiles]); otherwise none.
    @Override
    public List<String> files() {
        return places.files();
    }

    /// Where a row stands, as errors say it: `line 3` of a text, the name of a row's own file, otherwise `row 3`.
    public String place(int row) {
        return places.of(row);
    }

    /// The number of a row among all read, from 1.
    public long rowNumber(int row) {
        return places.number(row);
    }

    /// Whether [#lineOf] knows.
    public boolean hasLines() {
        return places.haveLines();
    }

    /// The line of a text file at which a row begins, from 1.
    public long lineOf(int row) {
        return places.lines()[row];
    }

    /// Some of the rows, in the given order.
    public Frame select(int[] chosen) {
        if (numbers != null) {
            Matrix selected = Matrix.zeros(chosen.length, names.size());
            numbers.gather(chosen, 0, chosen.length, selected);
            return of(names, shape, valueType, selected, origins).at(places.select(chosen));
        }
        int width = names.size();
        long[] selected = new long[chosen.length * width];
        for (int i = 0; i < chosen.length; i++) {
            System.arraycopy(cells, chosen[i] * width, selected, i * width, width);
        }
        return of(names, chosen.length, selected, texts, tokens, places.select(chosen));
    }

    /// Frames with the same columns, one below the other. Lines are kept if all know theirs.
    ///
    /// @param parts at least one; all of numbers with the same origins, or none
    public static Frame joined(List<Frame> parts) {
        return parts.size() == 1 ? parts.getFirst() : JoinedFrames.of(parts);
    }

    @Override
    public Frame only(List<String> chosen) {
        if (chosen.equals(names)) {
            return this;
        }
        int[] columns = chosen.stream().mapToInt(this::indexOf).toArray();
        if (numbers != null) {
            Matrix selected = Matrix.zeros(rows, columns.length);
            double[] selectedOrigins = new double[origins.length == 0 ? 0 : columns.length];
            for (int j = 0; j < columns.length; j++) {
                selected.columns(j, j + 1).copyFrom(numbers.columns(columns[j], columns[j] + 1));
                if (selectedOrigins.length > 0) {
                    selectedOrigins[j] = origins[columns[j]];
                }
            }
            return of(chosen, List.of(columns.length), valueType, selected, selectedOrigins)
                    .at(places);
        }
        long[] selected = new long[rows * columns.length];
        for (int row = 0; row < rows; row++) {
            for (int j = 0; j < columns.length; j++) {
                selected[row * columns.length + j] = cell(row, columns[j]);
            }
        }
        return of(chosen, rows, selected, texts, tokens, places);
    }

    /// The place of a column, −1 if there is none of that name.
    @Override
    public int indexOf(String name) {
        return names.indexOf(name);
    }

    @Override
    public String toString() {
        return "Frame[" + rows + " x " + names.size() + ": "
                + String.join(", ", names.subList(0, Math.min(names.size(), 10))) + "]";
    }
}
