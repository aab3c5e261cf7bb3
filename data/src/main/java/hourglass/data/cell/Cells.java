package hourglass.data.cell;

import hourglass.table.FrameBuilder;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/// Takes cells of a text for what they are, and holds them until their row is known to be whole. A text that was met
/// before costs no object, whatever its column; of many thousand different ones the last are remembered.
///
/// A cell is held as its kind and 64 bits: a number, milliseconds, or the place of a text among those remembered.
public final class Cells {
    /// Kinds of cells.
    private static final byte NUMBER = 0;

    private static final byte MOMENT = 1;
    private static final byte TEXT = 2;
    private static final byte MISSING = 3;

    private static final int MOST_REMEMBERED = 1 << 16;
    private static final int EMPTY = -1;

    private final NumberText numbers;
    private final MissingTokens tokens;
    private final byte[] kinds;
    private final long[] values;

    private final int most;
    private final int[] slots;
    private String[] texts = new String[256];
    private int[] hashes = new int[256];
    private boolean[] missing = new boolean[256];
    private int[] places = new int[256];
    private int remembered;
    private @Nullable FrameBuilder builder;

    /// @param cells of a row
    public Cells(NumberText numbers, MissingTokens tokens, int cells) {
        this.numbers = numbers;
        this.tokens = tokens;
        this.kinds = new byte[cells];
        this.values = new long[cells];
        this.most = Math.max(MOST_REMEMBERED, cells);
        this.slots = new int[Integer.highestOneBit(Math.min(most, 1 << 28)) * 4];
        Arrays.fill(slots, EMPTY);
    }

    /// Rows go to this builder from now on.
    public void into(FrameBuilder newBuilder) {
        builder = newBuilder;
        Arrays.fill(places, 0, remembered, EMPTY);
    }

    /// Makes room for the texts of one more row.
    public void beginRow() {
        if (remembered + kinds.length > most && remembered > 0) {
            remembered = 0;
            Arrays.fill(slots, EMPTY);
        }
    }

    /// Takes a cell as it stands in the file.
    ///
    /// @param cell its place in the row
    /// @param quoted whether blanks at its ends belong to it if it is a text
    public void take(int cell, char[] text, int from, int to, boolean quoted) {
        int start = from;
        int end = to;
        while (start < end && blank(text[start])) {
            start++;
        }
        while (end > start && blank(text[end - 1])) {
            end--;
        }
        if (start == end) {
            takeMissing(cell, text, start, start);
            return;
        }
        char first = text[start];
        if (first <= '9' || first == 'i' || first == 'I') {
            if (numbers.parse(text, start, end)) {
                if (tokens.haveNumbers() && tokens.contains(numbers.value())) {
                    takeMissing(cell, text, start, end);
                } else {
                    takeNumber(cell, numbers.value());
                }
                return;
            }
            long moment = MomentText.parse(text, start, end);
            if (moment != MomentText.NONE) {
                takeMoment(cell, moment);
                return;
            }
        }
        int place = quoted ? place(text, from, to) : place(text, start, end);
        kinds[cell] = missing[place] ? MISSING : TEXT;
        values[cell] = place;
    }

    /// Takes a number; NaN is nothing.
    public void takeNumber(int cell, double value) {
        kinds[cell] = NUMBER;
        values[cell] = Double.doubleToRawLongBits(value);
    }

    /// Takes a date.
    public void takeMoment(int cell, long milliseconds) {
        kinds[cell] = MOMENT;
        values[cell] = milliseconds;
    }

    /// Takes nothing.
    public void takeMissing(int cell, char[] text, int from, int to) {
        kinds[cell] = MISSING;
        values[cell] = place(text, from, to);
    }

    /// Takes a text that is no number: a date if it is written as one.
    public void takeDateOrText(int cell, char[] text, int from, int to) {
        long moment = MomentText.parse(text, from, to);
        if (moment == MomentText.NONE) {
            takeText(cell, text, from, to);
        } else {
            takeMoment(cell, moment);
        }
    }

    /// Takes a text, which may stand for nothing but is no number.
    public void takeText(int cell, char[] text, int from, int to) {
        int place = place(text, from, to);
        kinds[cell] = from == to || missing[place] ? MISSING : TEXT;
        values[cell] = place;
    }

    /// Adds the row to the builder.
    ///
    /// @param line at which the row begins; 0 if it stands in no line
    public void endRow(long line) {
        FrameBuilder target = builder;
        if (target == null) {
            throw new IllegalStateException("there is no builder");
        }
        for (int cell = 0; cell < kinds.length; cell++) {
            switch (kinds[cell]) {
                case NUMBER -> target.number(Double.longBitsToDouble(values[cell]));
                case MOMENT -> target.moment(values[cell]);
                case MISSING -> target.missing(texts[(int) values[cell]]);
                default -> target.textAt(inBuilder((int) values[cell], target));
            }
        }
        target.endRow(line);
    }

    private int inBuilder(int place, FrameBuilder target) {
        if (places[place] == EMPTY) {
            places[place] = target.placeOf(texts[place]);
        }
        return places[place];
    }

    private int place(char[] text, int from, int to) {
        int hash = 0;
        for (int i = from; i < to; i++) {
            hash = 31 * hash + text[i];
        }
        int slot = (hash ^ (hash >>> 15)) & (slots.length - 1);
        while (slots[slot] != EMPTY) {
            int place = slots[slot];
            if (hashes[place] == hash && equal(texts[place], text, from, to)) {
                return place;
            }
            slot = (slot + 1) & (slots.length - 1);
        }
        slots[slot] = remembered;
        return remember(new String(text, from, to - from), hash);
    }

    private int remember(String text, int hash) {
        if (remembered == texts.length) {
            int length = remembered * 2;
            texts = Arrays.copyOf(texts, length);
            hashes = Arrays.copyOf(hashes, length);
            missing = Arrays.copyOf(missing, length);
            places = Arrays.copyOf(places, length);
        }
        texts[remembered] = text;
        hashes[remembered] = hash;
        missing[remembered] = tokens.contains(text);
        places[remembered] = EMPTY;
        return remembered++;
    }

    private static boolean equal(String known, char[] text, int from, int to) {
        if (known.length() != to - from) {
            return false;
        }
        for (int i = from; i < to; i++) {
            if (known.charAt(i - from) != text[i]) {
                return false;
            }
        }
        return true;
    }

    private static boolean blank(char c) {
        return c <= ' ' || c == '\u00A0' || c == '\u202F';
    }
}
