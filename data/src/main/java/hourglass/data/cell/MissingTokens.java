package hourglass.data.cell;

import hourglass.data.row.ReadOptions;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// What stands for nothing besides an empty cell. A token that is a number also stands for numbers equal to it: `-999`
/// for `-999.0`.
public final class MissingTokens {
    private final Set<String> texts;
    private final double[] numbers;

    private MissingTokens(List<String> tokens) {
        this.texts = new HashSet<>(tokens);
        NumberText number = new NumberText(false, false);
        this.numbers = tokens.stream()
                .filter(token -> number.isNumber(token.strip()))
                .mapToDouble(token -> Double.parseDouble(token.strip().replaceFirst("(?i)inf(inity)?", "Infinity")))
                .toArray();
    }

    /// The tokens of the options.
    public static MissingTokens of(ReadOptions options) {
        return new MissingTokens(options.missing().orElse(ReadOptions.USUAL_MISSING));
    }

    /// Whether a text, blanks around it aside, stands for nothing.
    public boolean contains(String text) {
        return texts.contains(text.strip());
    }

    /// Whether any number stands for nothing.
    public boolean haveNumbers() {
        return numbers.length > 0;
    }

    /// Whether a number stands for nothing.
    public boolean contains(double number) {
        return Arrays.stream(numbers).anyMatch(token -> token == number);
    }
}
