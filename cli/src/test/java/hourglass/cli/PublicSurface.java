package hourglass.cli;

import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.lang.reflect.Constructor;
import java.lang.reflect.Executable;
import java.lang.reflect.Field;
import java.lang.reflect.Member;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.RecordComponent;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// What users of modules can see, as lines of text: each public type of each package exported to everyone, and its
/// public and protected members. Members that every record or enum has are left out, and those of public supertypes.
final class PublicSurface {
    private static final Set<String> OF_RECORDS = Set.of("toString", "hashCode", "equals");
    private static final Set<String> OF_ENUMS = Set.of("values", "valueOf");

    private PublicSurface() {}

    /// @param type any type of the module
    static List<String> of(Class<?> type) throws Exception {
        ModuleReference module = module(type);
        List<String> lines =
                new ArrayList<>(List.of("module " + module.descriptor().name()));
        for (Class<?> found : types(module, type.getClassLoader())) {
            lines.add(declaration(found));
            members(found).forEach(member -> lines.add("    " + member));
        }
        return lines;
    }

    /// The types that users see in signatures and cannot name, as their packages are not exported to everyone.
    ///
    /// @param types one of each module
    static Set<String> hidden(List<Class<?>> types) throws Exception {
        Set<String> exported = new TreeSet<>();
        List<Class<?>> visible = new ArrayList<>();
        for (Class<?> type : types) {
            ModuleReference module = module(type);
            exported.addAll(exported(module));
            visible.addAll(types(module, type.getClassLoader()));
        }
        Set<String> hidden = new TreeSet<>();
        for (Class<?> type : visible) {
            Stream<Class<?>> ofFields = Arrays.stream(type.getDeclaredFields())
                    .filter(it -> isVisible(it.getModifiers()))
                    .map(Field::getType);
            Stream<Class<?>> ofResults = Arrays.stream(type.getDeclaredMethods())
                    .filter(it -> isVisible(it.getModifiers()))
                    .map(Method::getReturnType);
            Stream<Class<?>> ofParameters = Stream.<Executable[]>of(
                            type.getDeclaredConstructors(), type.getDeclaredMethods())
                    .flatMap(Arrays::stream)
                    .filter(it -> isVisible(it.getModifiers()) && !it.isSynthetic())
                    .flatMap(it -> Arrays.stream(it.getParameterTypes()));
            Stream.of(ofFields, ofResults, ofParameters)
                    .flatMap(Function.identity())
                    .filter(it -> it.getName().startsWith("hourglass.") && !exported.contains(it.getPackageName()))
                    .forEach(it -> hidden.add(it.getName()));
        }
        return hidden;
    }

    private static ModuleReference module(Class<?> type) throws Exception {
        Path place =
                Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
        return ModuleFinder.of(place).findAll().iterator().next();
    }

    private static Set<String> exported(ModuleReference module) {
        return module.descriptor().exports().stream()
                .filter(exports -> !exports.isQualified())
                .map(ModuleDescriptor.Exports::source)
                .collect(Collectors.toSet());
    }

    private static List<Class<?>> types(ModuleReference module, ClassLoader loader) throws Exception {
        Set<String> exported = exported(module);
        List<String> names;
        try (var reader = module.open();
                Stream<String> files = reader.list()) {
            names = files.filter(file -> file.endsWith(".class"))
                    .map(file ->
                            file.substring(0, file.length() - ".class".length()).replace('/', '.'))
                    .filter(name -> exported.contains(name.substring(0, Math.max(0, name.lastIndexOf('.')))))
                    .sorted()
                    .toList();
        }
        List<Class<?>> types = new ArrayList<>();
        for (String name : names) {
            Class<?> found = Class.forName(name, false, loader);
            if (isVisible(found)) {
                types.add(found);
            }
        }
        return types;
    }

    private static boolean isVisible(Class<?> type) {
        Class<?> enclosing = type.getEnclosingClass();
        return isVisible(type.getModifiers())
                && !type.isAnonymousClass()
                && !type.isLocalClass()
                && (enclosing == null || isVisible(enclosing));
    }

    private static boolean isVisible(int modifiers) {
        return Modifier.isPublic(modifiers) || Modifier.isProtected(modifiers);
    }

    private static String declaration(Class<?> type) {
        String kind = type.isRecord()
                ? "record"
                : type.isEnum()
                        ? "enum"
                        : type.isAnnotation()
                                ? "annotation"
                                : type.isSealed() ? "sealed interface" : type.isInterface() ? "interface" : "class";
        String components = type.isRecord()
                ? Arrays.stream(type.getRecordComponents())
                        .map(PublicSurface::component)
                        .collect(Collectors.joining(", ", "(", ")"))
                : "";
        return kind + " " + type.getName() + components;
    }

    private static String component(RecordComponent component) {
        return shortened(component.getGenericType().getTypeName()) + " " + component.getName();
    }

    private static Set<String> members(Class<?> type) {
        Set<String> members = new TreeSet<>();
        Stream.<Member[]>of(type.getDeclaredFields(), type.getDeclaredConstructors(), type.getDeclaredMethods())
                .flatMap(Arrays::stream)
                .filter(member -> isVisible(member.getModifiers()) && !member.isSynthetic())
                .filter(member -> !comesWithItsKind(type, member) && !overrides(type, member))
                .forEach(member -> members.add(described(member)));
        return members;
    }

    private static boolean comesWithItsKind(Class<?> type, Member member) {
        if (type.isEnum() && member instanceof Method) {
            return OF_ENUMS.contains(member.getName());
        }
        if (!type.isRecord()) {
            return false;
        }
        List<RecordComponent> components = List.of(type.getRecordComponents());
        return switch (member) {
            case Method method ->
                OF_RECORDS.contains(method.getName())
                        || (method.getParameterCount() == 0
                                && components.stream()
                                        .anyMatch(it -> it.getName().equals(method.getName())));
            case Constructor<?> constructor ->
                List.of(constructor.getParameterTypes())
                        .equals(components.stream()
                                .map(RecordComponent::getType)
                                .toList());
            default -> false;
        };
    }

    private static boolean overrides(Class<?> type, Member member) {
        Stream<Class<?>> above =
                Stream.concat(Arrays.stream(type.getInterfaces()), Stream.ofNullable(type.getSuperclass()));
        return member instanceof Method method
                && above.anyMatch(it -> (isVisible(it)
                                && Arrays.stream(it.getDeclaredMethods())
                                        .anyMatch(other -> other.getName().equals(method.getName())
                                                && Arrays.equals(
                                                        other.getParameterTypes(), method.getParameterTypes())))
                        || overrides(it, member));
    }

    private static String described(Member member) {
        String isStatic = Modifier.isStatic(member.getModifiers()) ? "static " : "";
        return isStatic
                + switch (member) {
                    case Field field -> shortened(field.getGenericType().getTypeName()) + " " + field.getName();
                    case Method method ->
                        shortened(method.getGenericReturnType().getTypeName()) + " " + method.getName()
                                + parameters(method);
                    case Executable constructor -> "new" + parameters(constructor);
                    default -> throw new IllegalArgumentException(member.toString());
                };
    }

    private static String parameters(Executable executable) {
        return Arrays.stream(executable.getGenericParameterTypes())
                .map(type -> shortened(type.getTypeName()))
                .collect(Collectors.joining(", ", "(", ")"));
    }

    /// Without packages.
    private static String shortened(String type) {
        return type.replaceAll("\\b[a-z][\\w.]*\\.(?=[A-Z])", "").replace('$', '.');
    }
}
