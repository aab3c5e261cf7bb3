package hourglass.column;

import hourglass.json.NearMiss;
import hourglass.problem.Counted;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/// Where the columns of a schema stand among those of other rows: by name; by a name that differs in case only, and by
/// place where one side has no names of its own, but then with a word about it. Anything else is an error, never a
/// guess.
///
/// @param places for each column of the schema, −1 where it is not needed and not there
/// @param notes what should be said, a sentence each
public record ColumnMatch(int[] places, List<String> notes) {
    private static final int SHOWN = 5;

    public ColumnMatch {
        notes = List.copyOf(notes);
    }

    /// Finds the columns.
    ///
    /// @param names of the columns of the other rows
    /// @param origin what to call them in errors
    /// @throws hourglass.problem.ProblemException if a column that the network needs is not there
    public static ColumnMatch of(Schema schema, List<String> names, String origin) {
        List<String> own = schema.names();
        if (own.equals(names)) {
            return new ColumnMatch(IntStream.range(0, names.size()).toArray(), List.of());
        }
        Map<String, Integer> places = new HashMap<>();
        for (int i = 0; i < names.size(); i++) {
            places.putIfAbsent(names.get(i), i);
        }
        int[] found = new int[own.size()];
        List<String> otherCase = new ArrayList<>();
        List<String> missing = new ArrayList<>();
        for (int j = 0; j < found.length; j++) {
            found[j] = places.getOrDefault(own.get(j), -1);
            if (found[j] < 0) {
                Optional<Integer> near = inOtherCase(own, own.get(j), names);
                if (near.isPresent()) {
                    found[j] = near.get();
                    otherCase.add("\"" + names.get(near.get()) + "\" as \"" + own.get(j) + "\"");
                } else if (!(schema.columns().get(j).kind() instanceof Kind.SetAside)) {
                    missing.add(own.get(j));
                }
            }
        }
        if (missing.isEmpty()) {
            return named(found, names, otherCase);
        }
        return byPlace(schema, names, origin).orElseThrow(() -> lacking(schema, missing, names, origin));
    }

    private static Optional<Integer> inOtherCase(List<String> own, String wanted, List<String> names) {
        List<Integer> near = IntStream.range(0, names.size())
                .filter(i -> names.get(i).equalsIgnoreCase(wanted) && !own.contains(names.get(i)))
                .boxed()
                .toList();
        return near.size() == 1 ? Optional.of(near.getFirst()) : Optional.empty();
    }

    private static ColumnMatch named(int[] found, List<String> names, List<String> otherCase) {
        List<String> notes = new ArrayList<>();
        if (!otherCase.isEmpty()) {
            notes.add("took column " + String.join(", ", otherCase.subList(0, Math.min(SHOWN, otherCase.size())))
                    + (otherCase.size() > SHOWN ? " and " + (otherCase.size() - SHOWN) + " more" : "")
                    + ": the names differ in case only");
        }
        boolean[] taken = new boolean[names.size()];
        Arrays.stream(found).filter(place -> place >= 0).forEach(place -> taken[place] = true);
        List<String> surplus = IntStream.range(0, names.size())
                .filter(i -> !taken[i])
                .mapToObj(names::get)
                .toList();
        if (!surplus.isEmpty()) {
            notes.add("passed over " + Counted.of(surplus.size(), "column") + " that the model does not know: "
                    + NearMiss.shown(surplus, SHOWN));
        }
        return new ColumnMatch(found, notes);
    }

    /// One side has made-up names.
    private static Optional<ColumnMatch> byPlace(Schema schema, List<String> names, String origin) {
        boolean madeUp = isMadeUp(names);
        boolean ownMadeUp = isMadeUp(schema.names());
        if (names.size() != schema.columns().size() || madeUp == ownMadeUp) {
            return Optional.empty();
        }
        return Optional.of(new ColumnMatch(
                IntStream.range(0, names.size()).toArray(),
                List.of(
                        madeUp
                                ? origin + " has no names, so its columns were taken in the order of the model's: "
                                        + NearMiss.shown(schema.names(), SHOWN)
                                : "the model has no names, so the columns of " + origin + " were taken in their order: "
                                        + NearMiss.shown(names, SHOWN))));
    }

    /// Whether names are those that columns without a name get.
    public static boolean isMadeUp(List<String> names) {
        return !names.isEmpty()
                && IntStream.range(0, names.size())
                        .allMatch(i -> names.get(i).equals("column" + i)
                                || names.get(i).equals("pixel" + i));
    }

    private static ProblemException lacking(Schema schema, List<String> missing, List<String> names, String origin) {
        Problem problem = Problem.badData("the rows lack " + Counted.of(missing.size(), "column") + " of the model: "
                        + NearMiss.shown(missing, SHOWN))
                .at(origin)
                .expected(Counted.of(schema.namesRead().size(), "column") + " of the model, by name")
                .found(NearMiss.shown(names, SHOWN));
        Optional<String> near = NearMiss.of(missing.getFirst(), names);
        return (near.isPresent()
                        ? problem.remedy("rename column \"" + near.get() + "\" to \"" + missing.getFirst() + "\"")
                        : problem.remedy("give the columns the names the model knows them by"))
                .exception();
    }
}
