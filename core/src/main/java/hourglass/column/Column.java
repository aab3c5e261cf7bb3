package hourglass.column;

import java.util.ArrayList;
import java.util.List;

/// A column of a table: its name and what it means.
public record Column(String name, Kind kind) {
    /// The numbers that a network sees of it: mostly one; none of a constant or a column set aside; several of a date.
    public List<Variable> variables() {
        return switch (kind) {
            case Kind.Constant it -> List.of();
            case Kind.SetAside it -> List.of();
            case Kind.Calendar it -> calendar(it);
            default -> List.of(new Variable(this, Variable.Part.WHOLE));
        };
    }

    private List<Variable> calendar(Kind.Calendar calendar) {
        List<Variable> variables = new ArrayList<>();
        if (calendar.position()) {
            variables.add(new Variable(this, Variable.Part.POSITION));
        }
        for (Period period : calendar.cycles()) {
            variables.add(new Variable(this, Variable.Part.of(period)));
        }
        return variables;
    }
}
