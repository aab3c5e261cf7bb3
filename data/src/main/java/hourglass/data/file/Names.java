package hourglass.data.file;

import hourglass.json.NearMiss;
import java.util.AbstractList;
import java.util.List;
import java.util.Objects;
import java.util.RandomAccess;

/// Names made up for columns that have none, and names as messages show them.
public final class Names {
    private static final int SHOWN = 5;

    private Names() {}

    /// `column0`, `column1` … without holding them: an array may have millions of columns.
    public static List<String> numbered(String prefix, int count) {
        return new Numbered(prefix, count);
    }

    /// The first five names, quoted, and how many more there are.
    public static String shown(List<String> names) {
        return NearMiss.shown(names, SHOWN);
    }

    /// A name as one argument of a command line.
    public static String argument(String name) {
        return name.matches("[A-Za-z0-9_.,:@%+-]+") ? name : "'" + name.replace("'", "'\\''") + "'";
    }

    private static final class Numbered extends AbstractList<String> implements RandomAccess {
        private final String prefix;
        private final int count;

        Numbered(String prefix, int count) {
            this.prefix = prefix;
            this.count = count;
        }

        @Override
        public String get(int index) {
            return prefix + Objects.checkIndex(index, count);
        }

        @Override
        public int size() {
            return count;
        }
    }
}
