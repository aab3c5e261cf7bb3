package hourglass.data.json;

import hourglass.data.file.Names;
import hourglass.problem.Problem;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The keys of all records, in the order of their first appearance, and how long the lists under them are.
final class Keys {
    /// One key.
    static final class Key {
        final String name;
        /// Number of the last record that has it, from 1.
        long record;
        /// Length of its lists, 0 while there is none.
        int listLength;
        /// The first record with a list of another length, 0 for none.
        long raggedRecord;
        int raggedLength;
        /// The first of its columns.
        int place;
        /// Whether it ever stood beside another spelling.
        boolean beside;

        private final Spellings spellings;

        Key(String name, Spellings spellings) {
            this.name = name;
            this.spellings = spellings;
        }

        boolean isSpread() {
            return listLength > 0 && raggedRecord == 0;
        }
    }

    /// Keys that differ in case alone.
    static final class Spellings {
        final List<Key> keys = new ArrayList<>();
        /// The last of them that was read.
        @Nullable
        Key last;
    }

    private static final int MOST = 1_000_000;

    private final List<Key> keys = new ArrayList<>();
    private final Map<String, Key> byName = new HashMap<>();
    private final Map<String, Spellings> byLetters = new HashMap<>();

    /// The key of a name.
    ///
    /// @param expected the place where it stands if all records are alike
    Key of(char[] text, int length, int expected) {
        if (expected < keys.size() && equal(keys.get(expected).name, text, length)) {
            return keys.get(expected);
        }
        return byName.computeIfAbsent(new String(text, 0, length), this::add);
    }

    private Key add(String name) {
        if (keys.size() == MOST) {
            throw Problem.badData("records have more than " + MOST + " different keys")
                    .exception();
        }
        Spellings spellings = byLetters.computeIfAbsent(name.toLowerCase(Locale.ROOT), letters -> new Spellings());
        Key key = new Key(name, spellings);
        keys.add(key);
        spellings.keys.add(key);
        return key;
    }

    private static boolean equal(String name, char[] text, int length) {
        if (name.length() != length) {
            return false;
        }
        for (int i = 0; i < length; i++) {
            if (name.charAt(i) != text[i]) {
                return false;
            }
        }
        return true;
    }

    /// Notes that a record has a key. Spellings of one name that stand in the same record are columns of their own.
    void seen(Key key, long record) {
        key.record = record;
        Key last = key.spellings.last;
        if (last != null && last != key && last.record == record) {
            last.beside = true;
            key.beside = true;
        }
        key.spellings.last = key;
    }

    /// Spellings that are never in the same record are one name, written in two ways.
    void requireOneSpelling(String file) {
        for (Spellings group : byLetters.values()) {
            List<Key> spellings = group.keys;
            if (spellings.size() > 1 && spellings.stream().anyMatch(key -> !key.beside)) {
                throw Problem.badData("a key is spelled in different ways")
                        .at(file)
                        .expected("the same key in all records")
                        .found(Names.shown(
                                        spellings.stream().map(key -> key.name).toList()) + ", never together")
                        .remedy("spell it in one way")
                        .exception();
            }
        }
    }

    /// Gives each key its place among the columns, and returns their names.
    List<String> columns() {
        List<String> columns = new ArrayList<>();
        Set<String> taken = new HashSet<>(byName.keySet());
        for (Key key : keys) {
            key.place = columns.size();
            if (!key.isSpread()) {
                columns.add(key.name);
                continue;
            }
            for (int i = 0; i < key.listLength; i++) {
                String name = key.name + i;
                for (int suffix = 1; !taken.add(name); suffix++) {
                    name = key.name + i + "_" + suffix;
                }
                columns.add(name);
            }
        }
        return List.copyOf(columns);
    }

    /// The key whose only column has a name.
    Key named(String column) {
        return Objects.requireNonNull(byName.get(column));
    }

    boolean hasKey(String column) {
        return byName.containsKey(column);
    }
}
