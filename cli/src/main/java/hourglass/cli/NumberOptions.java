package hourglass.cli;

import hourglass.json.Numeral;
import hourglass.problem.Problem;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;

/// Numbers of options, written by the rule of [Numeral], whichever way an option is declared.
final class NumberOptions {
    private NumberOptions() {}

    /// Has all commands read numbers so.
    static void addTo(CommandLine commandLine) {
        ITypeConverter<Integer> whole = converter(Numeral::whole, Numeral.WHOLE);
        ITypeConverter<Long> wholeLong = converter(Numeral::wholeLong, Numeral.WHOLE);
        ITypeConverter<Double> number = converter(Numeral::number, Numeral.NUMBER);
        commandLine
                .registerConverter(int.class, whole)
                .registerConverter(Integer.class, whole)
                .registerConverter(long.class, wholeLong)
                .registerConverter(Long.class, wholeLong)
                .registerConverter(double.class, number)
                .registerConverter(Double.class, number);
    }

    private static <T> ITypeConverter<T> converter(Function<String, T> meaning, String expected) {
        return text -> {
            try {
                return meaning.apply(text);
            } catch (NumberFormatException notOne) {
                throw new TypeConversionException(expected);
            }
        };
    }

    /// What to say of an option whose number is none, if that is what is wrong.
    static Optional<Problem> malformed(ParameterException wrong) {
        if (!(wrong.getCause() instanceof TypeConversionException cause)
                || !(wrong.getArgSpec() instanceof OptionSpec option)) {
            return Optional.empty();
        }
        String expected = String.valueOf(cause.getMessage());
        if (!expected.equals(Numeral.WHOLE) && !expected.equals(Numeral.NUMBER)) {
            return Optional.empty();
        }
        return Optional.of(
                Problem.usage("malformed value of " + option.longestName().replaceFirst("^-+", ""))
                        .at(option.longestName())
                        .expected(expected)
                        .found(String.valueOf(wrong.getValue())));
    }
}
