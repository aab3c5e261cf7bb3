package hourglass.json;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The records that may stand for an interface, by the name they have in JSON. Names from a file are only ever compared
/// with these.
///
/// @param records in order of declaration
record Vocabulary(Map<String, Class<?>> records) {
    /// The given records, and those that given sealed interfaces permit, directly or through further ones.
    static Vocabulary of(Collection<? extends Class<?>> classes) {
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

    /// The record of a name, its present one or that of an earlier version.
    @Nullable
    Class<?> find(String name) {
        Class<?> present = records.get(name);
        if (present != null) {
            return present;
        }
        for (Class<?> type : records.values()) {
            Formerly former = type.getAnnotation(Formerly.class);
            if (former != null && former.value().equals(name)) {
                return type;
            }
        }
        return null;
    }

    Set<String> names() {
        return records.keySet();
    }
}
