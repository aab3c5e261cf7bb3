package hourglass.column;

import hourglass.table.Frame;
import java.util.HashSet;
import java.util.List;
import java.util.OptionalLong;

/// What the cells of a column mean: how they become numbers, and what can stand there at all. The lecture's "kinds of
/// input", for each of which a likelihood is chosen.
public sealed interface Kind {
    /// A few words for a person.
    String description();

    /// Any number.
    ///
    /// @param origin what is taken off in double, before a number becomes single precision: 0 unless all are large and
    ///     differ little
    record Real(double origin) implements Kind {
        public Real {
            requireFinite("origin", origin);
        }

        /// With origin 0.
        public Real() {
            this(0);
        }

        @Override
        public String description() {
            return "real";
        }
    }

    /// Amounts: numbers spread over powers of ten, y = asinh(x / unit), which is a logarithm far from 0 and a multiple
    /// near it, so that zeros and what lies on the other side of 0 have a place too (Burbidge, Magee and Robb 1988,
    /// "Alternative transformations to handle extreme values of the dependent variable").
    ///
    /// @param unit above 0: what is small for this column
    record Skewed(double unit) implements Kind {
        public Skewed {
            requireFinite("unit", unit);
            if (unit <= 0) {
                throw new IllegalArgumentException("the unit of a skewed column must be above 0, got " + unit);
            }
        }

        /// With unit 1.
        public Skewed() {
            this(1);
        }

        @Override
        public String description() {
            return "skewed (log)";
        }
    }

    /// How often something happened: 0, 1, 2, …
    record Count() implements Kind {
        @Override
        public String description() {
            return "count";
        }
    }

    /// One of two.
    ///
    /// @param no the value that counts as 0
    /// @param yes the value that counts as 1
    record YesNo(String no, String yes) implements Kind {
        public YesNo {
            if (no.equals(yes)) {
                throw new IllegalArgumentException("the two values of a yes-or-no column must differ, got " + no);
            }
        }

        /// 0 and 1.
        public YesNo() {
            this("0", "1");
        }

        @Override
        public String description() {
            return "yes/no: " + no + ", " + yes;
        }
    }

    /// One of several without an order. Whatever is not listed is one more level: `other`.
    ///
    /// @param levels each once, the most frequent first
    /// @param pooled how many other values there were, each too rare to be a level: what `other` stands for
    record Category(List<String> levels, int pooled) implements Kind {
        public Category {
            levels = distinct(levels, 1);
            if (pooled < 0) {
                throw new IllegalArgumentException("there cannot be " + pooled + " pooled values");
            }
        }

        /// With nothing pooled.
        public Category(List<String> levels) {
            this(levels, 0);
        }

        /// What a value has to be more surprising for than `other`, in nats: the probability of all that are pooled,
        /// and
        /// of what was never seen, is shared among them.
        public double surpriseOfOther() {
            return Math.log(1.0 + pooled);
        }

        @Override
        public String description() {
            return "category";
        }
    }

    /// One of several in an order; its place in it is what the network sees.
    ///
    /// @param levels each once, in order
    record Ordinal(List<String> levels) implements Kind {
        public Ordinal {
            levels = distinct(levels, 2);
        }

        @Override
        public String description() {
            return "ordinal";
        }
    }

    /// Dates and times: the moment itself, and its places on the circles that it goes round.
    ///
    /// @param format as texts hold it (see [java.time.format.DateTimeFormatter]); empty for ISO 8601
    /// @param position whether the moment itself is learned, in days
    /// @param origin the day that position counts from, days since 1970-01-01
    /// @param cycles the circles
    record Calendar(String format, boolean position, long origin, List<Period> cycles) implements Kind {
        public Calendar {
            cycles = List.copyOf(cycles);
            MomentFormat.check(format);
        }

        /// ISO dates of which everything is learned.
        public Calendar() {
            this("", true, 0, List.of(Period.values()));
        }

        /// The moment in a cell, in milliseconds since 1970-01-01T00:00; empty if there is none.
        public OptionalLong moment(Frame frame, int row, int column) {
            if (frame.isMoment(row, column)) {
                return OptionalLong.of(frame.moment(row, column));
            }
            return format.isEmpty() || frame.isMissing(row, column)
                    ? OptionalLong.empty()
                    : MomentFormat.of(format).parse(frame.text(row, column));
        }

        @Override
        public String description() {
            return "date" + (cycles.contains(Period.DAY) ? " and time" : "");
        }
    }

    /// The same in every row trained on. Not learned, but watched: another value is strange.
    ///
    /// @param value as text; empty if the column is empty
    record Constant(String value) implements Kind {
        @Override
        public String description() {
            return value.isEmpty() ? "empty" : "constant: " + value;
        }
    }

    /// Not learned from.
    record SetAside(Reason reason) implements Kind {
        /// On request.
        public SetAside() {
            this(Reason.WISHED);
        }

        @Override
        public String description() {
            return reason.description();
        }
    }

    /// Why a column is set aside.
    enum Reason {
        /// It counts the rows.
        INDEX("index: it counts the rows"),
        /// It names the rows.
        IDENTIFIER("identifier: every row has its own"),
        /// Free text.
        TEXT("free text"),
        /// Somebody said so.
        WISHED("set aside");

        private final String description;

        Reason(String description) {
            this.description = description;
        }

        String description() {
            return description;
        }
    }

    private static void requireFinite(String what, double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("the " + what + " must be finite, got " + value);
        }
    }

    private static List<String> distinct(List<String> levels, int fewest) {
        if (levels.size() < fewest || new HashSet<>(levels).size() < levels.size()) {
            throw new IllegalArgumentException(
                    "there must be at least " + fewest + " levels, each once, got " + levels);
        }
        return List.copyOf(levels);
    }
}
