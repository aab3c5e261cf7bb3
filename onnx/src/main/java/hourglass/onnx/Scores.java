package hourglass.onnx;

import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.judge.Calibration;
import hourglass.judge.CellJudge;
import hourglass.judge.Surprise;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Task;
import hourglass.network.Architecture;
import hourglass.objective.ClassIndices;
import hourglass.objective.Domain;
import hourglass.objective.Likelihood;
import hourglass.objective.Objective;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// Scores of rows as nodes, in double precision: what [Surprise] and, where cells are not judged one by one,
/// `hourglass.model.Deviances` say.
final class Scores {
    /// A network that sees whole rows does not follow what lies further out.
    private static final double READ_UP_TO = 20;

    /// From here on e^d is beyond any other number in the sum.
    private static final double LARGE = 40;

    private final Model model;
    private final Passes passes;
    private final Algebra algebra;
    private final Densities densities;
    private final Calibration calibration;

    Scores(Model model, Passes passes) {
        this.model = model;
        this.passes = passes;
        this.algebra = passes.algebra();
        this.densities = new Densities(algebra);
        this.calibration = model.calibration();
    }

    /// The score of each row (rows × 1).
    ///
    /// @param cells as they were read
    Value of(Reading.Cells cells) {
        Value rows = cells.rows();
        if (calibration.cells().isEmpty()) {
            return deviances(rows);
        }
        Value scaled = new Scalings(algebra).scaled(model.columns().scaling(), rows);
        List<Value> parts = new ArrayList<>();
        cells.excesses().forEach(it -> parts.add(algebra.sumOfRow(ofOutside(it))));
        Architecture architecture = passes.architecture();
        List<Variable> variables = model.columns().schema().variables();
        int[] firstEta = firstEta();
        double[] ofOther = variables.stream().mapToDouble(Scores::ofOther).toArray();
        List<List<Integer>> groups = new Surprise(
                        model.network(),
                        calibration.surprises(ofOther),
                        model.columns().schema().columnsOfVariables())
                .groups();
        Value eta;
        if (groups.isEmpty()) {
            Value inside = inside(architecture.objective(), scaled, parts);
            eta = passes.eta(passes.code(algebra.clamp(inside, -READ_UP_TO, READ_UP_TO)));
            scaled = inside;
        } else {
            eta = passes.etaOfHidden(scaled, groups, firstEta);
        }
        Value missing = algebra.isNaN(rows);
        addCells(algebra.toDouble(scaled), missing, algebra.toDouble(eta), firstEta, ofOther, parts);
        return algebra.sumOfRow(algebra.beside(parts));
    }

    private int[] firstEta() {
        int[] first = new int[calibration.cells().size() + 1];
        for (int j = 0; j < first.length - 1; j++) {
            first[j + 1] = first[j] + calibration.cells().get(j).given().parameters(1);
        }
        return first;
    }

    private static double ofOther(Variable variable) {
        return variable.kind() instanceof Kind.Category it ? it.surpriseOfOther() : 0;
    }

    /// The loss of the reconstruction less that of the best one for the row alone; of what was never calibrated the
    /// loss.
    private Value deviances(Value rows) {
        Architecture architecture = passes.architecture();
        Objective objective = architecture.objective();
        int columns = architecture.targetColumns();
        Scalings scalings = new Scalings(algebra);
        RowLosses losses = new RowLosses(algebra);
        Value targets = scalings.scaled(((Task.Reproduce) model.task()).target(), rows);
        Value eta = passes.eta(passes.code(scalings.scaled(model.columns().scaling(), rows)));
        Value loss = losses.loss(objective, eta, targets, columns);
        if (!calibration.isCalibrated()) {
            return loss;
        }
        if (objective instanceof Likelihood) {
            loss = algebra.larger(algebra.subtract(loss, losses.saturated(objective, targets, columns)), 0);
        }
        Value unknown = algebra.or(algebra.isNaN(loss), algebra.isInfinite(loss));
        return algebra.where(unknown, Float.MAX_VALUE, loss);
    }

    /// Cells that the likelihood cannot explain are moved to the nearest that it can, and count as outside.
    private Value inside(Objective objective, Value scaled, List<Value> parts) {
        int count = calibration.cells().size();
        List<Domain> domains =
                IntStream.range(0, count).mapToObj(objective::domain).toList();
        Value low = algebra.rowLike(
                scaled,
                domains.stream()
                        .mapToDouble(it -> Math.max(it.smallest(), -Float.MAX_VALUE))
                        .toArray());
        Value high = algebra.rowLike(
                scaled,
                domains.stream()
                        .mapToDouble(it -> Math.min(it.largest(), Float.MAX_VALUE))
                        .toArray());
        Value missing = algebra.isNaN(scaled);
        Value inside = algebra.smaller(algebra.larger(algebra.where(missing, 0, scaled), low), high);
        if (domains.stream().allMatch(Domain::whole)) {
            inside = algebra.round(inside);
        }
        Value distance = algebra.magnitude(algebra.subtract(algebra.toDouble(scaled), algebra.toDouble(inside)));
        Value isOutside = algebra.and(algebra.not(missing), algebra.isAbove(distance, 0));
        parts.add(algebra.sumOfRow(ofOutside(algebra.where(isOutside, distance, -1))));
        return inside;
    }

    private Value ofOutside(Value excess) {
        Value isOutside = algebra.not(algebra.isBelow(excess, 0));
        Value size = algebra.log(algebra.add(algebra.larger(excess, 0), 1));
        Value nats = algebra.add(size, 1 + calibration.reference().highest());
        Value bounded = algebra.where(algebra.isEqual(excess, Double.MAX_VALUE), Float.MAX_VALUE, nats);
        return algebra.where(isOutside, bounded, 0);
    }

    private void addCells(Value x, Value missing, Value eta, int[] firstEta, double[] ofOther, List<Value> parts) {
        List<CellJudge> judges = calibration.cells();
        int count = judges.size();
        Map<Object, List<Integer>> alike = new LinkedHashMap<>();
        for (int j = 0; j < count; j++) {
            CellJudge judge = judges.get(j);
            if (judge.given() instanceof ClassIndices) {
                Value skipped = algebra.columns(missing, count, j);
                Value place = algebra.where(skipped, 0, algebra.columns(x, count, j));
                int first = firstEta[j];
                int[] own = IntStream.range(first, firstEta[j + 1]).toArray();
                Value nats = ofLevels(judge, place, algebra.columns(eta, firstEta[count], own), ofOther[j]);
                parts.add(algebra.where(skipped, 0, nats));
            } else {
                alike.computeIfAbsent(
                                List.of(judge.given().getClass(), judge.alone().getClass()), it -> new ArrayList<>())
                        .add(j);
            }
        }
        for (List<Integer> own : alike.values()) {
            int[] columns = own.stream().mapToInt(Integer::intValue).toArray();
            Value skipped = algebra.columns(missing, count, columns);
            Value cells = algebra.where(skipped, 0, algebra.columns(x, count, columns));
            List<CellJudge> ofThese = own.stream().map(judges::get).toList();
            List<Likelihood> given = ofThese.stream().map(CellJudge::given).toList();
            Value toldRest = part(deviance(
                    densities.loss(
                            given,
                            k -> algebra.columns(
                                    eta,
                                    firstEta[count],
                                    own.stream().mapToInt(j -> firstEta[j] + k).toArray()),
                            cells),
                    given,
                    cells));
            List<Likelihood> alone = ofThese.stream().map(CellJudge::alone).toList();
            Value toldNothing = part(deviance(
                    densities.loss(
                            alone,
                            k -> algebra.rowLike(
                                    cells,
                                    ofThese.stream()
                                            .mapToDouble(it -> it.eta().get(k).floatValue())
                                            .toArray()),
                            cells),
                    alone,
                    cells));
            parts.add(algebra.sumOfRow(algebra.where(skipped, 0, algebra.add(toldRest, toldNothing))));
        }
    }

    private Value deviance(Value loss, List<Likelihood> densitiesOfColumns, Value x) {
        return algebra.larger(algebra.subtract(loss, densities.saturated(densitiesOfColumns, x)), 0);
    }

    /// log(1 − ε + ε eᵈ).
    private Value part(Value deviance) {
        double errors = calibration.errors();
        if (errors == 1) {
            return deviance;
        }
        Value small = algebra.add(algebra.exp(algebra.smaller(deviance, LARGE)), -1);
        return algebra.where(
                algebra.isAbove(deviance, LARGE),
                algebra.add(deviance, StrictMath.log(errors)),
                algebra.log(algebra.add(algebra.multiply(small, errors), 1)));
    }

    /// The nats of levels of a category (rows × 1); what a level adds alone is the same in every row.
    ///
    /// @param level (rows × 1)
    /// @param eta (rows × levels)
    private Value ofLevels(CellJudge judge, Value level, Value eta, double ofOther) {
        int classes = ((ClassIndices) judge.given()).classes();
        Value place = algebra.cast(level, ElementType.INT64);
        Value loss = algebra.subtract(algebra.logSumExp(eta), algebra.entryOfRow(eta, place));
        double[] more = new double[classes];
        more[classes - 1] = ofOther;
        Value deviance = algebra.add(
                algebra.larger(loss, 0),
                algebra.gather(algebra.graph().constant(ElementType.DOUBLE, List.of(classes), more), place, 0));
        double[] alone = alone(judge, classes, ofOther);
        Value toldNothing =
                algebra.gather(algebra.graph().constant(ElementType.DOUBLE, List.of(classes), alone), place, 0);
        return algebra.add(part(deviance), toldNothing);
    }

    private double[] alone(CellJudge judge, int classes, double ofOther) {
        Matrix levels = Matrix.zeros(classes, 1);
        Matrix eta = Matrix.zeros(classes, classes);
        for (int level = 0; level < classes; level++) {
            levels.set(level, 0, level);
            for (int k = 0; k < classes; k++) {
                eta.set(level, k, judge.eta().get(k).floatValue());
            }
        }
        double[] nats = new double[classes];
        judge.alone().lossPerRow(eta, levels, nats, 0);
        double errors = calibration.errors();
        for (int level = 0; level < classes; level++) {
            double deviance = Math.max(0, nats[level]) + (level == classes - 1 ? ofOther : 0);
            nats[level] = errors == 1 ? deviance : StrictMath.log(1 + errors * StrictMath.expm1(deviance));
        }
        return nats;
    }
}
