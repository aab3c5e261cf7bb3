package hourglass.json;

import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// The words for records, see [Words].
final class RecordWords {
    private final String what;
    private final Map<String, Class<?>> records = new LinkedHashMap<>();
    private final Map<String, Class<?>> known = new LinkedHashMap<>();

    RecordWords(String what, Collection<? extends Class<?>> types) {
        this.what = what;
        Vocabulary.of(types).records().forEach((name, type) -> {
            records.put(name(type), type);
            add(name(type), type);
            add(name, type);
            Optional.ofNullable(type.getAnnotation(Word.class)).ifPresent(word -> {
                for (String alias : word.alias()) {
                    add(alias, type);
                }
            });
        });
    }

    private void add(String name, Class<?> type) {
        Class<?> other = known.put(name, type);
        if (other != null && other != type) {
            throw new IllegalStateException(other + " and " + type + " are both called " + name);
        }
    }

    private static String name(Class<?> type) {
        Word word = type.getAnnotation(Word.class);
        return word == null || word.value().isEmpty() ? SettingsNames.of(type) : word.value();
    }

    List<String> examples() {
        return records.values().stream()
                .map(type -> text(type, example(new RecordShape(type))))
                .toList();
    }

    Object read(String word) {
        String[] parts = word.split(":", -1);
        Class<?> type = known.get(Words.normalized(parts[0]));
        if (type == null) {
            throw Words.unknown(what, parts[0], known.keySet(), examples());
        }
        RecordShape shape = new RecordShape(type);
        try {
            @Nullable Object[] values = values(shape, parts);
            if (shape.fill(values).isEmpty()) {
                return shape.construct(values);
            }
        } catch (NumberFormatException notOne) {
            throw Words.malformed(what, expected(type), word);
        }
        throw Words.malformed(what, expected(type), word);
    }

    /// @param parts the name, then numbers
    private static @Nullable Object[] values(RecordShape shape, String[] parts) {
        List<RecordComponent> components = shape.components();
        @Nullable Object[] values = new @Nullable Object[components.size()];
        int next = 0;
        for (int part = 1; part < parts.length; part++) {
            while (next < values.length && !isNumber(components.get(next))) {
                next++;
            }
            if (next == values.length) {
                throw new NumberFormatException("more numbers than the record has");
            }
            values[next] = number(components.get(next).getType(), parts[part]);
            next++;
        }
        return values;
    }

    private static boolean isNumber(RecordComponent component) {
        Class<?> type = component.getType();
        return type == int.class || type == float.class || type == double.class;
    }

    private static Object number(Class<?> type, String text) {
        if (type == float.class) {
            return (float) Numeral.number(text);
        }
        double number = Numeral.number(text);
        if (type == double.class) {
            return number;
        }
        if (number != (int) number) {
            throw new NumberFormatException("not whole");
        }
        return (int) number;
    }

    static String of(Record settings) {
        RecordShape shape = new RecordShape(settings.getClass());
        List<RecordComponent> components = shape.components();
        @Nullable
        Object[] values = components.stream()
                .map(component -> RecordShape.value(component, settings))
                .toArray();
        boolean isFollowed = false;
        for (int index = values.length - 1; index >= 0; index--) {
            boolean isNumber = isNumber(components.get(index));
            Object value = values[index];
            values[index] = null;
            if ((isNumber && isFollowed) || !completes(shape, values, settings)) {
                values[index] = value;
                isFollowed |= isNumber;
            }
        }
        return text(settings.getClass(), values);
    }

    /// Whether defaults make the whole record of what is left of it.
    private static boolean completes(RecordShape shape, @Nullable Object[] left, Record whole) {
        @Nullable Object[] values = left.clone();
        try {
            return shape.fill(values).isEmpty() && shape.construct(values).equals(whole);
        } catch (IllegalArgumentException refused) {
            return false;
        }
    }

    private static String text(Class<?> type, @Nullable Object[] values) {
        StringBuilder numbers = new StringBuilder();
        StringBuilder others = new StringBuilder();
        List<RecordComponent> components = new RecordShape(type).components();
        for (int index = 0; index < values.length; index++) {
            String key = RecordShape.key(components.get(index));
            switch (values[index]) {
                case null -> {}
                case Number number -> numbers.append(':').append(plain(number.toString()));
                case Record inner -> others.append(' ').append(of(inner));
                case Object other -> others.append(' ').append(key).append('=').append(other);
            }
        }
        return name(type) + numbers + others;
    }

    /// 4 for 4.0, 0.0001 for 1.0E-4.
    private static String plain(String number) {
        return number.contains("E")
                ? new BigDecimal(number).stripTrailingZeros().toString()
                : number.replaceFirst("\\.0$", "");
    }

    /// A number for each component that has no default.
    private static @Nullable Object[] example(RecordShape shape) {
        @Nullable Object[] values = new @Nullable Object[shape.components().size()];
        Optional<RecordComponent> missing = shape.fill(values.clone());
        while (missing.isPresent()) {
            RecordComponent component = missing.get();
            if (!isNumber(component)) {
                throw new IllegalStateException("no word can give " + component);
            }
            values[shape.components().indexOf(component)] =
                    number(component.getType(), component.getType() == int.class ? "10" : "0.1");
            missing = shape.fill(values.clone());
        }
        return values;
    }

    private static String expected(Class<?> type) {
        RecordShape shape = new RecordShape(type);
        String numbers = shape.components().stream()
                .filter(RecordWords::isNumber)
                .map(component -> RecordShape.key(component).replace('_', ' '))
                .collect(Collectors.joining(", "));
        if (numbers.isEmpty()) {
            return name(type) + ", which takes no number";
        }
        @Nullable Object[] values = example(shape);
        shape.fill(values);
        for (int index = 0; index < values.length; index++) {
            values[index] = isNumber(shape.components().get(index)) ? values[index] : null;
        }
        return "something like " + text(type, values) + " (" + numbers + ")";
    }
}
