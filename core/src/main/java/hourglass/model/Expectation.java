package hourglass.model;

import hourglass.column.Kind;
import hourglass.column.Period;
import hourglass.column.Variable;
import hourglass.judge.CellJudge;
import hourglass.matrix.Matrix;
import hourglass.objective.Objective;
import hourglass.table.Frame;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.DayOfWeek;
import java.time.format.TextStyle;
import java.util.Locale;

/// Says what a cell is expected to be, from η of its variable.
final class Expectation {
    /// The middle share of what is expected.
    static final double MIDDLE = 0.8;

    private static final double CERTAIN = 0.995;

    private Expectation() {}

    /// The most likely value, or the mean, as a number of the variable before scaling.
    ///
    /// @param eta (1 × parameters)
    static double value(Objective given, Matrix eta, double offset, double scale) {
        Matrix mean = Matrix.zeros(1, 1);
        given.mean(eta, mean);
        return offset + scale * mean.get(0, 0);
    }

    /// For a person.
    ///
    /// @param eta (1 × parameters) of the variable
    /// @param half half the width of the interval in which the middle of a number's density lies, scaled
    static String text(Variable variable, CellJudge judge, Matrix eta, double offset, double scale, double half) {
        double value = value(judge.given(), eta, offset, scale);
        if (variable.isCircle()) {
            return clock(variable, value);
        }
        return switch (variable.kind()) {
            case Kind.Category it -> level(variable, eta);
            case Kind.YesNo it -> yesNo(it, value);
            case Kind.Ordinal it ->
                it.levels()
                        .get((int) Math.clamp(Math.round(value), 0L, it.levels().size() - 1L));
            case Kind.Count it -> "about " + rounded(value);
            default -> interval(variable, value, scale * half);
        };
    }

    /// `40 to 75`, as a person writes it; one number where both are the same to the digits shown.
    static String interval(Variable variable, double value, double half) {
        String low = shown(variable, value - half, half);
        String high = shown(variable, value + half, half);
        return low.equals(high) ? low : low + " to " + high;
    }

    private static String shown(Variable variable, double number, double half) {
        double decoded = variable.decoded(number);
        if (variable.kind() instanceof Kind.Calendar) {
            return Frame.momentText((long) decoded).substring(0, 10);
        }
        double other = variable.decoded(number + half);
        return rounded(decoded, Math.abs(other - decoded));
    }

    private static String clock(Variable variable, double angle) {
        long milliseconds = (long) variable.decoded(angle);
        return switch (variable.part().period()) {
            case DAY ->
                String.format(Locale.ROOT, "about %d:%02d", milliseconds / 3_600_000, milliseconds / 60_000 % 60);
            case WEEK ->
                "about "
                        + DayOfWeek.of((int) (milliseconds / Period.DAY.milliseconds()) + 1)
                                .getDisplayName(TextStyle.FULL, Locale.ENGLISH);
            case YEAR -> "about day " + (milliseconds / Period.DAY.milliseconds() + 1) + " of the year";
        };
    }

    private static String level(Variable variable, Matrix eta) {
        int best = 0;
        double sum = 0;
        for (int k = 0; k < eta.columns(); k++) {
            best = eta.get(0, k) > eta.get(0, best) ? k : best;
        }
        for (int k = 0; k < eta.columns(); k++) {
            sum += Math.exp(eta.get(0, k) - eta.get(0, best));
        }
        return variable.level(best) + percent(1 / sum);
    }

    private static String yesNo(Kind.YesNo kind, double probability) {
        return (probability >= 0.5 ? kind.yes() : kind.no()) + percent(Math.max(probability, 1 - probability));
    }

    private static String percent(double probability) {
        return probability > CERTAIN ? "" : " (" + Math.round(100 * probability) + " %)";
    }

    private static String rounded(double value) {
        return rounded(value, Math.abs(value) / 10);
    }

    /// With as many digits as an uncertainty leaves, one more.
    private static String rounded(double value, double uncertainty) {
        if (value == 0 || !Double.isFinite(value)) {
            return Frame.numberText((float) value);
        }
        if (!(uncertainty > 0)) {
            // Of a density without a width, four digits: more would say more than is known.
            return rounded(value, Math.abs(value) / 100);
        }
        double unit = Math.pow(10, Math.floor(Math.log10(uncertainty)) - 1);
        double rounded = Math.rint(value / unit) * unit;
        int digits = (int) Math.max(0, -Math.floor(Math.log10(unit)));
        return digits == 0
                ? Frame.numberText(rounded)
                : new BigDecimal(rounded)
                        .setScale(Math.min(digits, 12), RoundingMode.HALF_EVEN)
                        .stripTrailingZeros()
                        .toPlainString();
    }
}
