package hourglass.json;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Iterator;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The members of an object in their order, immutable: two arrays and, where there are many keys, their places in the
/// order of the keys. A hostile text of short keys takes a third of what it takes in a [java.util.LinkedHashMap], and
/// keys of one hash are found as fast as others.
final class Members extends AbstractMap<String, Json> {
    /// Up to this many keys are compared one after the other.
    private static final int FEW = 8;

    private static final int[] UNSORTED = {};
    private static final Members NONE = new Members(new String[0], new Json[0]);

    private final String[] keys;
    private final Json[] values;
    private final int[] sorted;

    private Members(String[] keys, Json[] values) {
        this.keys = keys;
        this.values = values;
        this.sorted = keys.length <= FEW
                ? UNSORTED
                : IntStream.range(0, keys.length)
                        .boxed()
                        .sorted(Comparator.comparing(place -> keys[place]))
                        .mapToInt(Integer::intValue)
                        .toArray();
    }

    /// A copy, unless it is one of these already.
    static Members copyOf(Map<String, Json> members) {
        if (members instanceof Members immutable) {
            return immutable;
        }
        return new Members(
                members.keySet().toArray(new String[0]), members.values().toArray(new Json[0]));
    }

    private int place(String key) {
        if (keys.length <= FEW) {
            return Arrays.asList(keys).indexOf(key);
        }
        int low = 0;
        int high = sorted.length - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = keys[sorted[middle]].compareTo(key);
            if (order == 0) {
                return sorted[middle];
            } else if (order < 0) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return -1;
    }

    @Override
    public @Nullable Json get(@Nullable Object key) {
        int place = key instanceof String text ? place(text) : -1;
        return place < 0 ? null : values[place];
    }

    @Override
    public boolean containsKey(@Nullable Object key) {
        return key instanceof String text && place(text) >= 0;
    }

    @Override
    public int size() {
        return keys.length;
    }

    @Override
    public Set<Map.Entry<String, Json>> entrySet() {
        return new Entries();
    }

    private final class Entries extends AbstractSet<Map.Entry<String, Json>> {
        @Override
        public int size() {
            return keys.length;
        }

        @Override
        public Iterator<Map.Entry<String, Json>> iterator() {
            return new Iterator<>() {
                private int next;

                @Override
                public boolean hasNext() {
                    return next < keys.length;
                }

                @Override
                public Map.Entry<String, Json> next() {
                    if (next == keys.length) {
                        throw new NoSuchElementException();
                    }
                    int place = next++;
                    return Map.entry(keys[place], values[place]);
                }
            };
        }
    }

    /// Members while they are read.
    static final class Collector {
        private static final int FIRST = 2;

        private String[] keys = NONE.keys;
        private Json[] values = NONE.values;
        private int count;
        private @Nullable Set<String> seen;

        boolean has(String key) {
            return seen == null ? Arrays.asList(keys).subList(0, count).contains(key) : seen.contains(key);
        }

        /// @param key a new one
        void add(String key, Json value) {
            if (count == keys.length) {
                keys = Arrays.copyOf(keys, Math.max(FIRST, 2 * count));
                values = Arrays.copyOf(values, Math.max(FIRST, 2 * count));
            }
            keys[count] = key;
            values[count] = value;
            count++;
            if (seen != null) {
                seen.add(key);
            } else if (count > FEW) {
                seen = new HashSet<>(Arrays.asList(keys).subList(0, count));
            }
        }

        Members members() {
            return count == 0 ? NONE : new Members(Arrays.copyOf(keys, count), Arrays.copyOf(values, count));
        }
    }
}
