package hourglass.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/// The records that may stand for an interface, by the name they have in JSON. Names from a file are only ever compared
/// with these.
///
/// @param records in order of declaration
record Vocabulary(Map<String, Class<?>> records) {
    /// The records a sealed interface permits, directly or through further sealed interfaces.
    static Vocabulary ofSealed(Class<?> sealed) {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        collect(sealed, records);
        return new Vocabulary(records);
    }

    /// The given records.
    static Vocabulary ofRecords(Collection<? extends Class<?>> classes) {
        Map<String, Class<?>> records = new LinkedHashMap<>();
        classes.forEach(type -> collect(type, records));
        return new Vocabulary(records);
    }

    private static void collect(Class<?> type, Map<String, Class<?>> records) {
        if (type.isRecord()) {
            Class<?> other = records.putIfAbsent(SettingsNames.of(type), type);
            if (other != null && other != type) {
                throw new IllegalStateException(other + " and " + type + " have the same name in JSON");
            }
        } else if (type.isSealed() && type.isInterface()) {
            for (Class<?> permitted : type.getPermittedSubclasses()) {
                collect(permitted, records);
            }
        } else {
            throw new IllegalStateException(type + " is neither a record nor a sealed interface");
        }
    }

    Set<String> names() {
        return records.keySet();
    }
}
