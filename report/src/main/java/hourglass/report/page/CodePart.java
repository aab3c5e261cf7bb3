package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.CodeUse;
import hourglass.report.Units;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// The code unit by unit: how much each varies between rows, how often it is at work, and of a variational one how many
/// nats it carries. What carries nothing is said to. Of a sparse one also how much it leaves unexplained, and of each
/// unit
/// those that mean nearly the same.
final class CodePart {
    private static final int MOST_ROWS = 20_000;
    private static final int MOST_UNITS = 2048;
    private static final int UNITS_WITH_ROWS = 64;
    private static final int TOP_ROWS = 8;
    private static final int AT_ONCE = 1024;
    private static final int NEIGHBOURS = 3;

    /// A code of whose numbers fewer are not zero is told of as a dictionary: by L0, FVU and neighbours.
    private static final double SPARSE = 0.9;

    private CodePart() {}

    /// What was counted of a unit.
    ///
    /// @param active the share of rows in which it is not zero
    /// @param nats KL(q(z|x) ‖ N(0, 1)), mean over rows; NaN of a code that is no distribution
    private record Unit(
            int unit,
            double mean,
            double deviation,
            double low,
            double high,
            boolean isDead,
            double active,
            double nats) {
        String state() {
            if (isDead) {
                return active == 0 ? "dead: zero in every row" : "dead: the same in every row";
            }
            return nats < CodeUse.LEAST_NATS ? "carries nothing" : "";
        }

        double weight() {
            return Double.isNaN(nats) ? deviation * deviation : nats;
        }
    }

    /// @param codes of all rows
    static Json of(JudgedRows rows, Matrix codes, Optional<Pixels> pixels) {
        int[] chosen = rows.drawn(MOST_ROWS, 3);
        double[] nats = nats(rows.model(), Split.select(rows.numbers(), chosen), codes.columns());
        List<Unit> units = IntStream.range(0, codes.columns())
                .mapToObj(j -> unit(codes, j, chosen, nats[j]))
                .sorted(Comparator.comparingDouble(it -> -it.weight()))
                .toList();
        Units counted = new Units(rows.model(), 0);
        for (int from = 0; from < chosen.length; from += AT_ONCE) {
            int[] some = Arrays.copyOfRange(chosen, from, Math.min(chosen.length, from + AT_ONCE));
            counted.add(Split.select(rows.numbers(), some));
        }
        boolean sparse = counted.activePerRow() < SPARSE * codes.columns();
        List<Units.Unit> found = sparse ? counted.units(NEIGHBOURS) : List.of();
        double total = units.stream().mapToDouble(Unit::weight).sum();
        List<Json> shown = new ArrayList<>();
        for (Unit it : units.subList(0, Math.min(MOST_UNITS, units.size()))) {
            JsonObject.Builder unit = JsonObject.builder()
                    .put("unit", Json.of((long) it.unit()))
                    .put("mean", Values.of(it.mean()))
                    .put("deviation", Values.of(it.deviation()))
                    .put("low", Values.of(it.low()))
                    .put("high", Values.of(it.high()))
                    .put("active", Values.of(it.active()))
                    .put("nats", Values.of(it.nats()))
                    .put("share", Values.of(total > 0 ? it.weight() / total : Double.NaN))
                    .put("state", it.state());
            if (sparse) {
                unit.put("near", near(found.get(it.unit()).neighbours()));
            }
            if (shown.size() < UNITS_WITH_ROWS && it.state().isEmpty()) {
                unit.put("top", top(rows, codes, it.unit(), chosen, pixels));
            }
            shown.add(unit.build());
        }
        JsonObject.Builder part = JsonObject.builder();
        if (sparse) {
            part.put("active", Values.of(counted.activePerRow()));
            counted.unexplained().ifPresent(it -> part.put("unexplained", Values.of(it)));
        }
        return part.put("size", Json.of((long) codes.columns()))
                .put("rows", Json.of((long) chosen.length))
                .put("dead", Json.of(units.stream().filter(Unit::isDead).count()))
                .put(
                        "silent",
                        Json.of(units.stream()
                                .filter(it -> it.state().equals("carries nothing"))
                                .count()))
                .put("variational", Json.of(rows.model().isVariational()))
                .put("units", new JsonArray(shown))
                .build();
    }

    /// Units whose vectors in the decoder point the same way, nearest first, as pairs of unit and cosine.
    private static Json near(List<Units.Neighbour> neighbours) {
        return new JsonArray(neighbours.stream()
                .map(it -> (Json) new JsonArray(List.of(Json.of((long) it.unit()), Values.of(it.cosine()))))
                .toList());
    }

    private static Unit unit(Matrix codes, int j, int[] chosen, double nats) {
        double sum = 0;
        double low = Double.POSITIVE_INFINITY;
        double high = Double.NEGATIVE_INFINITY;
        int active = 0;
        for (int row : chosen) {
            double value = codes.get(row, j);
            sum += value;
            low = Math.min(low, value);
            high = Math.max(high, value);
            active += value == 0 ? 0 : 1;
        }
        double mean = sum / chosen.length;
        double squares = 0;
        for (int row : chosen) {
            squares += (codes.get(row, j) - mean) * (codes.get(row, j) - mean);
        }
        return new Unit(
                j,
                mean,
                Math.sqrt(squares / chosen.length),
                low,
                high,
                CodeUse.isDead(low, high, chosen.length),
                (double) active / chosen.length,
                nats);
    }

    private static double[] nats(Model model, Matrix numbers, int units) {
        if (!model.isVariational()) {
            double[] none = new double[units];
            Arrays.fill(none, Double.NaN);
            return none;
        }
        return CodeUse.nats(model.network(), model.columns().encode(numbers));
    }

    /// The rows in which a unit is highest, with its number in each.
    private static Json top(JudgedRows rows, Matrix codes, int unit, int[] chosen, Optional<Pixels> pixels) {
        List<Json> top = new ArrayList<>();
        IntStream.of(chosen)
                .boxed()
                .sorted(Comparator.comparingDouble(row -> -codes.get(row, unit)))
                .limit(TOP_ROWS)
                .forEach(row -> top.add(ShownRow.of(rows, pixels, row)
                        .put("value", Values.of((double) codes.get(row, unit)))
                        .build()));
        return new JsonArray(top);
    }
}
