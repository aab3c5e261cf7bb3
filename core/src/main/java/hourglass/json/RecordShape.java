package hourglass.json;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// What the codec needs to know of one record class. The class always comes from the program, never from a file.
final class RecordShape {
    private final Class<?> type;
    private final RecordComponent[] components;

    RecordShape(Class<?> type) {
        this.type = type;
        this.components = type.getRecordComponents();
    }

    List<RecordComponent> components() {
        return List.of(components);
    }

    static String key(RecordComponent component) {
        return SettingsNames.snakeCase(component.getName());
    }

    /// The key that earlier versions wrote.
    static Optional<String> formerKey(RecordComponent component) {
        return Optional.ofNullable(component.getAnnotation(Formerly.class)).map(Formerly::value);
    }

    List<String> formerKeys() {
        return Arrays.stream(components)
                .flatMap(component -> formerKey(component).stream())
                .toList();
    }

    /// The component's value in a record.
    static Object value(RecordComponent component, Object instance) {
        Method accessor = component.getAccessor();
        open(accessor);
        try {
            Object value = accessor.invoke(instance);
            if (value == null) {
                throw new IllegalStateException(component + " is null; use Optional");
            }
            return value;
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("cannot read " + component, failure);
        }
    }

    /// A new record. Exceptions of its constructor come out as they are.
    Object construct(@Nullable Object[] values) {
        return construct(values, components.length)
                .orElseThrow(() -> new IllegalStateException(type + " has no canonical constructor"));
    }

    /// The instance that supplies components which a file leaves out: that of a public static method `defaults()`; else
    /// that of the longest shorter constructor which takes leading components that are all given (the one without
    /// parameters at the least). So `Dense(units, activation, weights)` with a constructor `Dense(int units)` needs its
    /// units and has defaults for the rest.
    ///
    /// @param values null where absent
    private Optional<Object> defaults(@Nullable Object[] values) {
        Optional<Method> method = defaultsMethod();
        if (method.isPresent()) {
            return Optional.of(invokeDefaults(method.get()));
        }
        int given = 0;
        while (given < values.length && values[given] != null) {
            given++;
        }
        for (int count = Math.min(given, components.length - 1); count >= 0; count--) {
            Optional<Object> instance = construct(values, count);
            if (instance.isPresent()) {
                requireLeading(instance.get(), values, count);
                return instance;
            }
        }
        return Optional.empty();
    }

    /// Gives components that have no value that of the record's own defaults, or the empty optional.
    ///
    /// @param values null where absent
    /// @return the first that has neither value nor default
    Optional<RecordComponent> fill(@Nullable Object[] values) {
        if (!Arrays.asList(values).contains(null)) {
            return Optional.empty();
        }
        Optional<Object> defaults = defaults(values);
        for (int index = 0; index < values.length; index++) {
            if (values[index] == null) {
                RecordComponent component = components[index];
                values[index] = defaults.map(it -> value(component, it))
                        .or(() -> emptyOptional(component.getType()))
                        .orElse(null);
                if (values[index] == null) {
                    return Optional.of(component);
                }
            }
        }
        return Optional.empty();
    }

    /// The empty optional of a class, nothing for other classes.
    static Optional<Object> emptyOptional(Class<?> type) {
        if (type == Optional.class) {
            return Optional.of(Optional.empty());
        } else if (type == OptionalInt.class) {
            return Optional.of(OptionalInt.empty());
        } else if (type == OptionalLong.class) {
            return Optional.of(OptionalLong.empty());
        } else if (type == OptionalDouble.class) {
            return Optional.of(OptionalDouble.empty());
        }
        return Optional.empty();
    }

    private Optional<Method> defaultsMethod() {
        return Arrays.stream(type.getDeclaredMethods())
                .filter(method -> method.getName().equals("defaults")
                        && method.getParameterCount() == 0
                        && Modifier.isStatic(method.getModifiers())
                        && Modifier.isPublic(method.getModifiers())
                        && method.getReturnType() == type)
                .findAny();
    }

    private Object invokeDefaults(Method method) {
        open(method);
        try {
            return Objects.requireNonNull(method.invoke(null));
        } catch (IllegalAccessException | InvocationTargetException failure) {
            throw new IllegalStateException("cannot call " + method, failure);
        }
    }

    /// A constructor whose parameters only look like the leading components must not supply defaults.
    private void requireLeading(Object instance, @Nullable Object[] values, int count) {
        for (int index = 0; index < count; index++) {
            if (!value(components[index], instance).equals(values[index])) {
                throw new IllegalStateException("the constructor of " + type + " with " + count
                        + " parameters does not take its leading components");
            }
        }
    }

    private Optional<Object> construct(@Nullable Object[] values, int count) {
        Class<?>[] parameters = Arrays.stream(components)
                .limit(count)
                .map(RecordComponent::getType)
                .toArray(Class<?>[]::new);
        try {
            Constructor<?> constructor = type.getDeclaredConstructor(parameters);
            if (count < components.length && !Modifier.isPublic(constructor.getModifiers())) {
                return Optional.empty();
            }
            open(constructor);
            return Optional.of(constructor.newInstance(Arrays.copyOf(values, count)));
        } catch (NoSuchMethodException absent) {
            return Optional.empty();
        } catch (InvocationTargetException failure) {
            if (failure.getCause() instanceof RuntimeException thrown) {
                throw thrown;
            }
            throw new IllegalStateException("cannot construct " + type, failure);
        } catch (InstantiationException | IllegalAccessException failure) {
            throw new IllegalStateException("cannot construct " + type, failure);
        }
    }

    /// Records need not be public within their own module.
    private static void open(AccessibleObject member) {
        member.trySetAccessible();
    }
}
