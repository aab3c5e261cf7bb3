package hourglass.json;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.Collection;
import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Stream;

/// What people type for settings, in one word each: a number, the name of a constant, or a settings record such as
/// `relu` and `student_t:4:0.5`.
///
/// A record's name is that of its class in snake case, or the one that [Word] gives it. Its numbers follow in the order
/// of the record, each after a colon; what is left out comes from the record's own defaults, as in [RecordCodec].
/// Capitals and `-` are read as in
/// `MeanSquaredError` and `salt-and-pepper:0.1`.
///
/// Faults of a word are [ProblemException]s, those that the constructor of a record finds too.
///
/// @param <T> what is meant
public final class Words<T> {
    private final String what;
    private final Supplier<List<String>> examples;
    private final Function<String, ? extends T> meaning;

    private Words(String what, Supplier<List<String>> examples, Function<String, ? extends T> meaning) {
        this.what = what;
        this.examples = examples;
        this.meaning = meaning;
    }

    /// The records that a sealed interface permits.
    ///
    /// @param what what they are in errors, such as `activation`
    public static <T> Words<T> ofSealed(String what, Class<T> sealed) {
        return ofRecords(what, List.of(sealed)).as(sealed::cast);
    }

    /// Records, and those that sealed interfaces permit.
    public static Words<Object> ofRecords(String what, Collection<? extends Class<?>> types) {
        RecordWords records = new RecordWords(what, types);
        return new Words<>(what, records::examples, records::read);
    }

    /// The constants of an enumeration.
    public static <E> Words<E> ofConstants(String what, Class<E> type) {
        List<E> constants = List.of(type.getEnumConstants());
        return ofNames(
                what,
                constants.stream()
                        .map(constant -> SettingsNames.of((Enum<?>) constant))
                        .toList(),
                constants);
    }

    /// `true` or `false`.
    public static Words<Boolean> ofTruth(String what) {
        return ofNames(what, List.of("true", "false"), List.of(true, false));
    }

    private static <T> Words<T> ofNames(String what, List<String> names, List<T> values) {
        return new Words<>(what, () -> names, word -> {
            int index = names.indexOf(normalized(word));
            if (index < 0) {
                throw unknown(what, word, names, names);
            }
            return values.get(index);
        });
    }

    /// A number.
    public static Words<Double> ofNumber(String what) {
        return plain(what, Numeral.NUMBER, Numeral::number);
    }

    /// A whole number that fits an `int`.
    public static Words<Integer> ofWhole(String what) {
        return plain(what, Numeral.WHOLE, Numeral::whole);
    }

    /// A whole number that fits a `long`.
    public static Words<Long> ofLong(String what) {
        return plain(what, Numeral.WHOLE, Numeral::wholeLong);
    }

    /// Whole numbers with commas between them.
    public static Words<List<Integer>> ofWholes(String what) {
        return plain(
                what,
                "whole numbers with commas between them, such as 64,16",
                word -> Stream.of(word.split(",", -1)).map(Numeral::whole).toList());
    }

    private static <T> Words<T> plain(String what, String expected, Function<String, T> meaning) {
        return new Words<>(what, List::of, word -> {
            try {
                return meaning.apply(word);
            } catch (NumberFormatException notOne) {
                throw malformed(what, expected, word);
            }
        });
    }

    /// These words for what is made of their meaning.
    ///
    /// @param next may throw [IllegalArgumentException], which becomes a [ProblemException] about the word
    public <R> Words<R> as(Function<? super T, ? extends R> next) {
        return new Words<>(what, examples, meaning.andThen(next));
    }

    /// All of them in order of declaration, with numbers where there must be some: `relu`, `l1:0.1`. None for numbers.
    public List<String> examples() {
        return examples.get();
    }

    /// What a word means.
    public T read(String word) {
        try {
            return meaning.apply(word);
        } catch (IllegalArgumentException refused) {
            throw Problem.usage(String.valueOf(refused.getMessage()))
                    .at(what)
                    .found(word)
                    .exception(refused);
        }
    }

    /// The shortest word for a record. Where they are not the usual ones, records inside follow after a space and all
    /// else as `key=value`: that is for people, and not read.
    public static String of(Record settings) {
        return RecordWords.of(settings);
    }

    /// The name of a record, without settings.
    public static String name(Class<?> type) {
        return SettingsNames.of(type);
    }

    static String normalized(String name) {
        return SettingsNames.snakeCase(name.replace('-', '_'));
    }

    static ProblemException unknown(String what, String name, Collection<String> known, List<String> examples) {
        return Problem.usage("unknown " + what + " \"" + name + "\"" + NearMiss.suggestion(normalized(name), known))
                .expected("one of " + String.join(", ", examples))
                .exception();
    }

    static ProblemException malformed(String what, String expected, String word) {
        return Problem.usage("malformed value of " + what)
                .expected(expected)
                .found(word)
                .exception();
    }
}
