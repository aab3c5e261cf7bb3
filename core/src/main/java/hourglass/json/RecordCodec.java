package hourglass.json;

import hourglass.problem.ProblemException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Converts settings records to JSON and back.
///
/// A record becomes an object with one key per component (`batchSize` is `batch_size`). Where a sealed interface is
/// declared, the object begins with `"type"`, the record's simple name in snake case: `{"type": "adam", "rate":
/// 0.001}`. The records that an interface permits are a **closed vocabulary**: nothing in a file can name another
/// class. Components may be `int`, `long`, `float`, `double`, `boolean`, `String`, enums, `List`, `Optional` and its
/// three primitive kinds (empty is `null`), records, and sealed interfaces of records at any depth.
///
/// An absent key takes its value from the record's own defaults: a public static method `defaults()`, or a public
/// constructor that takes only leading components (none, at the shortest). An absent optional without either is empty.
/// Everything is written, defaults too, so that a file means the same when defaults change. Names of earlier versions
/// are read where [Formerly] gives them.
///
/// Faults of the file are [ProblemException]s that name the path; an [IllegalArgumentException] of a record's
/// constructor becomes one with its message. Types that no codec can handle are faults of the program:
/// [IllegalStateException].
///
/// Immutable, without caches.
public final class RecordCodec {
    private static final String TYPE = "type";

    private final Map<Class<?>, Custom<?>> customs;
    private final Map<Class<?>, Vocabulary> vocabularies;

    private record Custom<T>(
            Class<T> type, Function<? super T, ? extends Json> encode, Function<JsonPlace, ? extends T> decode) {
        Json encoded(Object value) {
            return encode.apply(type.cast(value));
        }
    }

    private RecordCodec(Map<Class<?>, Custom<?>> customs, Map<Class<?>, Vocabulary> vocabularies) {
        this.customs = Map.copyOf(customs);
        this.vocabularies = Map.copyOf(vocabularies);
    }

    /// The codec without extras.
    public static RecordCodec standard() {
        return new RecordCodec(Map.of(), Map.of());
    }

    /// This codec with functions of one's own for one class; they take precedence over everything.
    ///
    /// @param decode may throw [IllegalArgumentException], which becomes a [ProblemException] with the path
    public <T> RecordCodec with(
            Class<T> type, Function<? super T, ? extends Json> encode, Function<JsonPlace, ? extends T> decode) {
        Map<Class<?>, Custom<?>> more = new LinkedHashMap<>(customs);
        more.put(type, new Custom<>(type, encode, decode));
        return new RecordCodec(more, vocabularies);
    }

    /// This codec with the records that may stand for an interface which is not sealed, and which therefore does not
    /// know them itself.
    ///
    /// @param records records, or sealed interfaces of records
    public <T> RecordCodec withRecords(Class<T> type, Collection<? extends Class<? extends T>> records) {
        Map<Class<?>, Vocabulary> more = new LinkedHashMap<>(vocabularies);
        more.put(type, Vocabulary.of(records));
        return new RecordCodec(customs, more);
    }

    /// A record with another value of one component: what a method `with…` of a record of many comes down to.
    ///
    /// @param component by its name in Java
    public static <R extends Record> R changed(R settings, String component, Object value) {
        RecordShape shape = new RecordShape(settings.getClass());
        Object[] values = shape.components().stream()
                .map(it -> it.getName().equals(component) ? value : RecordShape.value(it, settings))
                .toArray();
        @SuppressWarnings("unchecked") // a record's class is final
        R changed = (R) shape.construct(values);
        return changed;
    }

    /// The JSON of a value.
    ///
    /// @param type as declared: an interface puts `"type"` into the JSON, a record does not
    public <T> Json encode(Class<T> type, T value) {
        return encodeAs(type, value);
    }

    /// The value that JSON describes.
    ///
    /// @param type as given to [#encode]
    /// @param origin what to call the JSON in errors, mostly a file name
    public <T> T decode(Class<T> type, Json json, String origin) {
        return decode(type, JsonPlace.root(json, origin));
    }

    /// The value that JSON describes.
    ///
    /// @param type as given to [#encode]
    public <T> T decode(Class<T> type, JsonPlace place) {
        return type.cast(decodeAs(type, place));
    }

    private Json encodeAs(Type declared, Object value) {
        Class<?> type = rawClass(declared);
        Custom<?> custom = customs.get(type);
        if (custom != null) {
            return custom.encoded(value);
        }
        return switch (value) {
            case Integer number -> Json.of(number.longValue());
            case Long number -> Json.of(number);
            case Float number -> Json.of(number);
            case Double number -> Json.of(number);
            case Boolean truth -> Json.of(truth);
            case String text -> Json.of(text);
            case Enum<?> constant -> encodeEnum(type, constant);
            case List<?> list ->
                new JsonArray(list.stream()
                        .map(item -> encodeAs(argument(declared), item))
                        .toList());
            case Optional<?> optional ->
                optional.<Json>map(present -> encodeAs(argument(declared), present))
                        .orElseGet(JsonNull::new);
            case OptionalInt optional -> optional.isPresent() ? Json.of(optional.getAsInt()) : new JsonNull();
            case OptionalLong optional -> optional.isPresent() ? Json.of(optional.getAsLong()) : new JsonNull();
            case OptionalDouble optional -> optional.isPresent() ? Json.of(optional.getAsDouble()) : new JsonNull();
            case Record instance -> encodeRecord(type, instance);
            default -> throw unsupported(declared);
        };
    }

    /// Not where an interface is declared, which decoding could not undo.
    private static Json encodeEnum(Class<?> declared, Enum<?> constant) {
        if (!declared.isEnum()) {
            throw unsupported(declared);
        }
        return Json.of(SettingsNames.of(constant));
    }

    private Json encodeRecord(Class<?> declared, Record instance) {
        JsonObject.Builder object = JsonObject.builder();
        if (!declared.isRecord()) {
            String name = SettingsNames.of(instance.getClass());
            Class<?> known = vocabulary(declared).records().get(name);
            // What stands for an open interface may be any record: whoever reads it hands its class over again.
            boolean own = known == null && !declared.isSealed();
            if (!own && known != instance.getClass()) {
                throw new IllegalStateException(instance.getClass() + " is not among the records of " + declared);
            }
            object.put(TYPE, name);
        }
        for (RecordComponent component : new RecordShape(instance.getClass()).components()) {
            Object value = RecordShape.value(component, instance);
            object.put(RecordShape.key(component), encodeAs(component.getGenericType(), value));
        }
        return object.build();
    }

    private Object decodeAs(Type declared, JsonPlace place) {
        Class<?> type = rawClass(declared);
        Custom<?> custom = customs.get(type);
        if (custom != null) {
            return decodeCustom(custom, place);
        } else if (type == int.class || type == Integer.class) {
            return place.intValue();
        } else if (type == long.class || type == Long.class) {
            return place.longValue();
        } else if (type == float.class || type == Float.class) {
            return place.floatValue();
        } else if (type == double.class || type == Double.class) {
            return place.doubleValue();
        } else if (type == boolean.class || type == Boolean.class) {
            return place.booleanValue();
        } else if (type == String.class) {
            return place.text();
        } else if (type == List.class) {
            List<Object> list = new ArrayList<>();
            place.items().forEach(item -> list.add(decodeAs(argument(declared), item)));
            return List.copyOf(list);
        } else if (RecordShape.emptyOptional(type).isPresent()) {
            return decodeOptional(declared, type, place);
        } else if (type.isEnum()) {
            return decodeEnum(type, place);
        } else if (type.isRecord()) {
            return decodeRecord(type, place, false);
        }
        return decodeVariant(vocabulary(type), type, place);
    }

    private static Object decodeCustom(Custom<?> custom, JsonPlace place) {
        try {
            return custom.decode().apply(place);
        } catch (IllegalArgumentException refused) {
            throw refused(place, refused);
        }
    }

    private Object decodeOptional(Type declared, Class<?> type, JsonPlace place) {
        if (place.value() instanceof JsonNull) {
            return RecordShape.emptyOptional(type).orElseThrow();
        } else if (type == OptionalInt.class) {
            return OptionalInt.of(place.intValue());
        } else if (type == OptionalLong.class) {
            return OptionalLong.of(place.longValue());
        } else if (type == OptionalDouble.class) {
            return OptionalDouble.of(place.doubleValue());
        }
        return Optional.of(decodeAs(argument(declared), place));
    }

    private static Object decodeEnum(Class<?> type, JsonPlace place) {
        Map<String, Enum<?>> constants = Arrays.stream((Enum<?>[]) type.getEnumConstants())
                .collect(Collectors.toMap(SettingsNames::of, Function.identity(), (a, b) -> a, LinkedHashMap::new));
        Enum<?> constant = constants.get(place.text());
        if (constant == null) {
            throw unknown("value", place, constants.keySet());
        }
        return constant;
    }

    private Object decodeVariant(Vocabulary vocabulary, Class<?> declared, JsonPlace place) {
        JsonPlace name = place.find(TYPE)
                .orElseThrow(() -> place.problem("key \"type\" is missing")
                        .expected(NearMiss.oneOf(vocabulary.names()))
                        .exception());
        Class<?> type = vocabulary.find(name.text());
        if (type == null) {
            throw unknown(SettingsNames.of(declared).replace('_', ' '), name, vocabulary.names());
        }
        return decodeRecord(type, place, true);
    }

    private Object decodeRecord(Class<?> type, JsonPlace place, boolean typed) {
        RecordShape shape = new RecordShape(type);
        List<RecordComponent> components = shape.components();
        List<String> keys = components.stream().map(RecordShape::key).collect(Collectors.toCollection(ArrayList::new));
        if (typed) {
            if (keys.contains(TYPE)) {
                throw new IllegalStateException(type + " has a component named type, which its name in JSON needs");
            }
            keys.add(TYPE);
        }
        place.allowOnly(keys, shape.formerKeys(), SettingsNames.of(type));
        @Nullable Object[] values = new @Nullable Object[components.size()];
        for (int index = 0; index < values.length; index++) {
            Type declared = components.get(index).getGenericType();
            values[index] = find(components.get(index), place)
                    .map(value -> decodeAs(declared, value))
                    .orElse(null);
        }
        try {
            Optional<RecordComponent> missing = shape.fill(values);
            if (missing.isPresent()) {
                throw place.problem("key \"" + RecordShape.key(missing.get()) + "\" is missing")
                        .exception();
            }
            return shape.construct(values);
        } catch (IllegalArgumentException refused) {
            throw refused(place, refused);
        }
    }

    private static Optional<JsonPlace> find(RecordComponent component, JsonPlace place) {
        return place.find(RecordShape.key(component))
                .or(() -> RecordShape.formerKey(component).flatMap(place::find));
    }

    private Vocabulary vocabulary(Class<?> type) {
        Vocabulary given = vocabularies.get(type);
        if (given != null) {
            return given;
        }
        if (!type.isSealed()) {
            throw unsupported(type);
        }
        return Vocabulary.of(List.of(type));
    }

    private static ProblemException refused(JsonPlace place, IllegalArgumentException refused) {
        String message = refused.getMessage();
        return place.problem(message == null ? "settings are refused" : message).exception(refused);
    }

    private static ProblemException unknown(String what, JsonPlace place, Collection<String> known) {
        String name = place.text();
        return place.problem("unknown " + what + " \"" + name + "\"" + NearMiss.suggestion(name, known))
                .expected(NearMiss.oneOf(known))
                .exception();
    }

    private static Class<?> rawClass(Type declared) {
        return switch (declared) {
            case Class<?> type -> type;
            case ParameterizedType type -> rawClass(type.getRawType());
            case WildcardType type -> rawClass(type.getUpperBounds()[0]);
            default -> throw unsupported(declared);
        };
    }

    private static Type argument(Type declared) {
        return switch (declared) {
            case ParameterizedType type -> type.getActualTypeArguments()[0];
            case WildcardType type -> argument(type.getUpperBounds()[0]);
            default -> throw unsupported(declared);
        };
    }

    private static IllegalStateException unsupported(Type declared) {
        return new IllegalStateException(declared.getTypeName() + " is not a type that settings may have");
    }
}
