package hourglass.column;

import hourglass.table.Frame;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// Turns the cells of one column of a frame into numbers.
final class CellReader {
    /// What a cell holds that is no number of the column's kind.
    private static final int OUTSIDE = -2;

    private static final int UNKNOWN = -1;

    private final Frame frame;
    private final int at;
    private final Kind kind;
    private final Map<String, Integer> levels = new HashMap<>();
    private final int[] levelOfText;
    private double excess;

    /// @param at place of the column in the frame
    CellReader(Frame frame, int at, Kind kind) {
        this.frame = frame;
        this.at = at;
        this.kind = kind;
        List<String> names = switch (kind) {
            case Kind.Category it -> it.levels();
            case Kind.Ordinal it -> it.levels();
            case Kind.YesNo it -> List.of(it.no(), it.yes());
            default -> List.of();
        };
        names.forEach(name -> levels.put(name, levels.size()));
        this.levelOfText = new int[levels.isEmpty() ? 0 : frame.texts().size()];
        Arrays.fill(levelOfText, UNKNOWN);
    }

    /// The number of a cell for a variable of the column; NaN if it is missing or outside.
    double read(int row, Variable variable) {
        excess = -1;
        if (frame.isMissing(row, at)) {
            return Double.NaN;
        }
        return switch (kind) {
            case Kind.Real it -> finite(number(row)) - it.origin();
            case Kind.Skewed it -> asinh(finite(number(row)) / it.unit());
            case Kind.Count it -> count(number(row));
            case Kind.YesNo it -> level(row, OUTSIDE);
            case Kind.Ordinal it -> level(row, OUTSIDE);
            case Kind.Category it -> level(row, it.levels().size());
            case Kind.Calendar it -> moment(row, it, variable);
            case Kind.Constant it -> constant(row, it);
            case Kind.SetAside it -> Double.NaN;
        };
    }

    /// How far the cell just read lies outside; below 0 if it does not.
    double excess() {
        return excess;
    }

    private double number(int row) {
        double number = frame.number(row, at);
        if (Double.isNaN(number)) {
            excess = 0;
        }
        return number;
    }

    private double finite(double number) {
        if (Double.isInfinite(number)) {
            excess = Double.MAX_VALUE;
            return Double.NaN;
        }
        return number;
    }

    private double count(double number) {
        if (Double.isNaN(number)) {
            return number;
        }
        if (number < 0 || number != Math.rint(number) || Double.isInfinite(number)) {
            excess = Math.min(Double.MAX_VALUE, number < 0 ? -number : Math.abs(number - Math.rint(number)));
            excess = Double.isNaN(excess) ? Double.MAX_VALUE : excess; // an infinite number
            return Double.NaN;
        }
        return number;
    }

    private double level(int row, int other) {
        int level;
        int place = frame.textPlace(row, at);
        if (place >= 0) {
            if (levelOfText[place] == UNKNOWN) {
                levelOfText[place] = levels.getOrDefault(frame.texts().get(place), other);
            }
            level = levelOfText[place];
        } else {
            level = levels.getOrDefault(frame.text(row, at), other);
        }
        if (level != OUTSIDE) {
            return level;
        }
        double number = frame.number(row, at);
        excess = Double.isNaN(number) ? 0 : distance(number);
        return Double.NaN;
    }

    /// From a number to the nearest level that is one.
    private double distance(double number) {
        double nearest = Double.MAX_VALUE;
        for (String level : levels.keySet()) {
            try {
                nearest = Math.min(nearest, Math.abs(number - Double.parseDouble(level)));
            } catch (NumberFormatException noNumber) {
                nearest = Math.min(nearest, 0);
            }
        }
        return nearest;
    }

    private double moment(int row, Kind.Calendar calendar, Variable variable) {
        OptionalLong moment = momentOf(row, calendar);
        if (moment.isEmpty()) {
            excess = 0;
            return Double.NaN;
        }
        return variable.ofMoment(moment.getAsLong(), calendar);
    }

    private OptionalLong momentOf(int row, Kind.Calendar calendar) {
        if (frame.isMoment(row, at)) {
            return OptionalLong.of(frame.moment(row, at));
        }
        return MomentFormat.of(calendar.format()).parse(frame.text(row, at));
    }

    private double constant(int row, Kind.Constant constant) {
        String value = frame.text(row, at);
        if (!value.equals(constant.value())) {
            double number = frame.number(row, at);
            excess = Double.isNaN(number) ? 0 : Math.min(Double.MAX_VALUE, Math.abs(number - numberOf(constant)));
        }
        return Double.NaN;
    }

    private static double numberOf(Kind.Constant constant) {
        try {
            return Double.parseDouble(constant.value());
        } catch (NumberFormatException noNumber) {
            return 0;
        }
    }

    /// asinh for any size.
    private static double asinh(double u) {
        double size = Math.abs(u);
        double value =
                size > 1e8 ? Math.log(2) + Math.log(size) : Math.log1p(size + size * size / (1 + Math.hypot(1, size)));
        return Math.copySign(value, u);
    }
}
