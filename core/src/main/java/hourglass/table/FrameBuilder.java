package hourglass.table;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Takes rows cell by cell, from left to right.
///
/// ```java
/// Frame frame = Frame.builder(List.of("age",
/// "city")).number(31).text("Bern").endRow().number(28).missing("").endRow().build();
/// ```
public final class FrameBuilder {
    private static final int FIRST_CELLS = 1024;
    private static final int MOST_CELLS = Integer.MAX_VALUE - 8;

    private final List<String> names;
    private final Map<String, Integer> places = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<String> tokens = new ArrayList<>();
    private long[] cells = new long[FIRST_CELLS];
    private long[] lines = {};
    private int filled;
    private int rows;

    FrameBuilder(List<String> names) {
        this.names = names;
    }

    /// Rows ended so far.
    public int rows() {
        return rows;
    }

    /// A number; NaN counts as missing.
    public FrameBuilder number(double value) {
        return Double.isNaN(value) ? missing("") : add(Cell.number(value));
    }

    /// A text.
    public FrameBuilder text(String text) {
        return textAt(placeOf(text));
    }

    /// A text by its place.
    public FrameBuilder textAt(int place) {
        return add(Cell.text(place));
    }

    /// The place of a text, which is taken up if it is new.
    public int placeOf(String text) {
        Integer known = places.get(text);
        if (known != null) {
            return known;
        }
        places.put(text, texts.size());
        texts.add(text);
        return texts.size() - 1;
    }

    /// A date, with a time or without.
    ///
    /// @param milliseconds since 1970-01-01T00:00 of the clock that the file goes by, within 4,000 years of it
    public FrameBuilder moment(long milliseconds) {
        return add(Cell.moment(milliseconds));
    }

    /// Nothing.
    ///
    /// @param token what stood there
    public FrameBuilder missing(String token) {
        return add(Cell.missing(placeOfToken(token)));
    }

    private int placeOfToken(String token) {
        int place = tokens.indexOf(token);
        if (place < 0) {
            place = tokens.size();
            tokens.add(token);
        }
        return place;
    }

    /// Copies cells of another frame, their texts and tokens at the places they have here.
    void addAll(long[] from, List<String> theirTexts, List<String> theirTokens, long[] into, int offset) {
        int[] textPlaces = theirTexts.stream().mapToInt(this::placeOf).toArray();
        int[] tokenPlaces = theirTokens.stream().mapToInt(this::placeOfToken).toArray();
        for (int i = 0; i < from.length; i++) {
            long cell = from[i];
            if (Cell.isText(cell)) {
                cell = Cell.text(textPlaces[Cell.place(cell)]);
            } else if (Cell.isMissing(cell)) {
                cell = Cell.missing(tokenPlaces[Cell.place(cell)]);
            }
            into[offset + i] = cell;
        }
    }

    List<String> texts() {
        return List.copyOf(texts);
    }

    List<String> tokens() {
        return List.copyOf(tokens);
    }

    /// The cell of a frame.
    public FrameBuilder cell(Frame frame, int row, int column) {
        if (frame.isMissing(row, column)) {
            return missing(frame.token(row, column));
        } else if (frame.isText(row, column)) {
            return text(frame.text(row, column));
        } else if (frame.isMoment(row, column)) {
            return moment(frame.moment(row, column));
        }
        return number(frame.number(row, column));
    }

    /// Ends a row that stands in no line.
    public FrameBuilder endRow() {
        return endRow(0);
    }

    /// Ends a row.
    ///
    /// @param line at which it began, from 1; 0 for rows that do not stand in lines
    /// @throws IllegalStateException if the row has another number of cells than there are columns
    public FrameBuilder endRow(long line) {
        if (filled != (rows + 1) * names.size()) {
            throw new IllegalStateException(
                    "expected " + names.size() + " cells in a row, got " + (filled - rows * names.size()));
        }
        if (line > 0) {
            if (lines.length == rows) {
                lines = Arrays.copyOf(lines, Math.max(16, rows + rows / 2));
            }
            lines[rows] = line;
        }
        rows++;
        return this;
    }

    /// Forgets the cells of the row that has not ended.
    public FrameBuilder dropRow() {
        filled = rows * names.size();
        return this;
    }

    /// The rows so far. The builder may go on, but not start anew.
    public Frame build() {
        return Frame.of(
                names,
                rows,
                Arrays.copyOf(cells, rows * names.size()),
                List.copyOf(texts),
                List.copyOf(tokens),
                RowPlaces.ofLines(lines.length == 0 ? lines : Arrays.copyOf(lines, rows)));
    }

    private FrameBuilder add(long cell) {
        if (filled == cells.length) {
            long wanted = Math.min(MOST_CELLS, Math.max(filled + 1L, filled + (long) filled / 2));
            cells = Arrays.copyOf(cells, (int) wanted);
        }
        cells[filled++] = cell;
        return this;
    }
}
