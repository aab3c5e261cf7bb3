package hourglass.model;

import hourglass.column.ColumnMatch;
import hourglass.column.Encoded;
import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One row, its cells by the names of their columns, as a frame that a model reads as it reads those of files.
///
/// A frame finds columns in other cases and by place, with a note about it. Here is nobody to read the note, so names
/// are
/// those of the model or refused.
final class NamedRow {
    private static final LocalDateTime FIRST = LocalDateTime.of(1, 1, 1, 0, 0);
    private static final LocalDateTime LAST = LocalDateTime.of(5969, 12, 31, 0, 0);

    private NamedRow() {}

    /// @param row numbers, texts, moments and nulls, see [Model#judge(Map)]
    /// @throws hourglass.problem.ProblemException if a name is unknown or lacks, or the model cannot do without a cell
    static Frame of(Model model, Map<String, ?> row) {
        if (model.columns().window().isPresent()) {
            throw Problem.usage("the model judges stretches of a series, and one row is none")
                    .expected("the rows of a series, in a frame")
                    .exception();
        }
        Set<String> known = new LinkedHashSet<>(model.columns().schema().names());
        model.card().labelColumn().ifPresent(known::add);
        List<String> names = new ArrayList<>();
        for (String name : row.keySet()) {
            if (!known.contains(name)) {
                throw NearMiss.unknown("column", name, known).at("the row").exception();
            }
            names.add(name);
        }
        FrameBuilder builder = Frame.builder(names);
        for (String name : names) {
            add(builder, name, row.get(name));
        }
        Frame frame = builder.endRow().build();
        if (!model.readsHoles()) {
            requireNumbers(model, frame);
        }
        return frame;
    }

    private static void add(FrameBuilder builder, String name, @Nullable Object value) {
        switch (value) {
            case null -> builder.missing("");
            case Number it -> builder.number(it.doubleValue());
            case CharSequence it -> addText(builder, it.toString());
            case Boolean it -> builder.text(it.toString());
            case LocalDate it -> builder.moment(milliseconds(it.atTime(LocalTime.MIN)));
            case LocalDateTime it -> builder.moment(milliseconds(it));
            case LocalTime it -> builder.moment(milliseconds(it.atDate(LocalDate.EPOCH)));
            case Instant it -> builder.moment(milliseconds(LocalDateTime.ofInstant(it, ZoneOffset.UTC)));
            default ->
                throw new IllegalArgumentException("a cell is a number, a text, a Boolean, a LocalDate, LocalDateTime,"
                        + " LocalTime or Instant, or null, but \"" + name + "\" is a "
                        + value.getClass().getName());
        }
    }

    private static void addText(FrameBuilder builder, String text) {
        if (text.isEmpty()) {
            builder.missing("");
        } else {
            builder.text(text);
        }
    }

    /// Of the years that a cell has room for.
    private static long milliseconds(LocalDateTime moment) {
        LocalDateTime within = moment.isBefore(FIRST) ? FIRST : moment.isAfter(LAST) ? LAST : moment;
        return within.toInstant(ZoneOffset.UTC).toEpochMilli();
    }

    /// A model whose columns are taken alike has no way to read a hole.
    private static void requireNumbers(Model model, Frame frame) {
        ColumnMatch match = model.match(frame);
        Encoded encoded = model.columns().schema().read(frame, match);
        List<String> names = model.columns().names();
        for (int j = 0; j < names.size(); j++) {
            if (!Float.isFinite(encoded.rows().get(0, j))) {
                String found = frame.text(0, match.places()[j]);
                throw Problem.badData("a cell is no finite number")
                        .at("the row, column \"" + names.get(j) + "\"")
                        .expected("a finite number: this model was trained on columns taken alike, without missing"
                                + " values")
                        .found(found.isEmpty() ? "nothing" : "\"" + found + "\"")
                        .exception();
            }
        }
    }
}
