package hourglass.onnx;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Schema;
import hourglass.column.Variable;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// The cells of columns as numbers, which is what `hourglass.column.CellReader` does with those of files: columns of
/// one
/// kind together.
final class Reading {
    private static final double DAY = 86_400_000;
    private static final double MISSING = -2;
    private static final double UNKNOWN = -1;

    private final Algebra algebra;
    private final Schema schema;
    private final List<Value> inputs;
    private final int[] firstVariable;
    private final SideBySide numbers;
    private final List<Value> excesses = new ArrayList<>();

    /// What was read.
    ///
    /// @param rows (rows × variables), NaN where nothing is known
    /// @param excesses of some columns each, in double precision: how far a cell lies outside, below 0 if it does not,
    ///     the largest number if it is infinite
    record Cells(Value rows, List<Value> excesses) {}

    private Reading(Algebra algebra, Schema schema, List<Value> inputs) {
        this.algebra = algebra;
        this.schema = schema;
        this.inputs = inputs;
        this.firstVariable = new int[schema.columns().size() + 1];
        for (int j = 0; j < schema.columns().size(); j++) {
            firstVariable[j + 1] =
                    firstVariable[j] + schema.columns().get(j).variables().size();
        }
        this.numbers = new SideBySide(schema.variables().size());
    }

    /// Reads the inputs of all columns.
    ///
    /// @param inputs one for each column, of its [Form]; anything for a column that is not read
    static Cells of(Algebra algebra, Schema schema, List<Value> inputs) {
        Reading reading = new Reading(algebra, schema, inputs);
        Map<Object, List<Integer>> byKind = new LinkedHashMap<>();
        for (int j = 0; j < inputs.size(); j++) {
            Kind kind = schema.columns().get(j).kind();
            if (Form.of(kind) != Form.NONE) {
                byKind.computeIfAbsent(List.of(kind.getClass(), Form.of(kind)), it -> new ArrayList<>())
                        .add(j);
            }
        }
        byKind.values().forEach(reading::read);
        return new Cells(reading.numbers.inOrder(algebra), reading.excesses);
    }

    private List<Kind> kinds(List<Integer> columns) {
        return columns.stream().map(j -> schema.columns().get(j).kind()).toList();
    }

    /// The first variables of columns that have one each.
    private List<Integer> variables(List<Integer> columns) {
        return columns.stream().map(j -> firstVariable[j]).toList();
    }

    private void read(List<Integer> columns) {
        List<Kind> kinds = kinds(columns);
        switch (kinds.getFirst()) {
            case Kind.Real it -> real(columns, kinds);
            case Kind.Skewed it -> skewed(columns, kinds);
            case Kind.Count it -> counts(columns);
            case Kind.YesNo it -> columns.forEach(j -> levels(j, yesNo(j)));
            case Kind.Ordinal it -> columns.forEach(j -> levels(j, ordinal(j)));
            case Kind.Category it -> columns.forEach(this::category);
            case Kind.Calendar it -> columns.forEach(this::moment);
            case Kind.Constant it -> columns.forEach(this::constant);
            case Kind.SetAside it -> throw new IllegalStateException("a column set aside is not read");
        }
    }

    private Value beside(List<Integer> columns) {
        return algebra.beside(columns.stream().map(inputs::get).toList());
    }

    /// Numbers without the infinite ones, which are told apart.
    private Value finite(Value cells) {
        Value infinite = algebra.isInfinite(cells);
        excesses.add(outside(infinite, Double.MAX_VALUE));
        return algebra.where(infinite, Double.NaN, cells);
    }

    private void real(List<Integer> columns, List<Kind> kinds) {
        Value cells = finite(beside(columns));
        if (cells.type() == ElementType.DOUBLE) {
            double[] origins =
                    kinds.stream().mapToDouble(it -> ((Kind.Real) it).origin()).toArray();
            cells = single(algebra.subtract(cells, algebra.rowLike(cells, origins)));
        }
        numbers.add(variables(columns), cells);
    }

    /// In single precision, what is too large as its largest number.
    private Value single(Value number) {
        Value bounded = algebra.clamp(number, -Float.MAX_VALUE, Float.MAX_VALUE);
        return algebra.toFloat(algebra.where(algebra.isNaN(number), number, bounded));
    }

    /// asinh(x / unit) = ± log(1 + |u| + u² / (1 + √(1 + u²))), far out ± (log 2 + log |u|).
    private void skewed(List<Integer> columns, List<Kind> kinds) {
        Value cells = finite(beside(columns));
        double[] units =
                kinds.stream().mapToDouble(it -> ((Kind.Skewed) it).unit()).toArray();
        Value u = algebra.divide(cells, algebra.rowLike(cells, units));
        Value size = algebra.magnitude(u);
        Value square = algebra.square(algebra.where(algebra.isAbove(size, 1e8), 1e8, size));
        Value more = algebra.divide(square, algebra.add(algebra.root(algebra.add(square, 1)), 1));
        Value near = algebra.log(algebra.add(algebra.add(size, more), 1));
        Value far = algebra.add(algebra.log(algebra.larger(size, 1)), Math.log(2));
        Value value = algebra.where(algebra.isAbove(size, 1e8), far, near);
        numbers.add(variables(columns), single(algebra.multiply(value, algebra.apply("Sign", u))));
    }

    private void counts(List<Integer> columns) {
        Value cells = beside(columns);
        Value precise = algebra.toDouble(cells);
        Value infinite = algebra.isInfinite(cells);
        Value negative = algebra.isBelow(precise, 0);
        Value part = algebra.magnitude(algebra.subtract(precise, algebra.round(precise)));
        Value outside = algebra.or(algebra.or(infinite, negative), algebra.isAbove(part, 0));
        Value excess =
                algebra.where(infinite, Double.MAX_VALUE, algebra.where(negative, algebra.negate(precise), part));
        excesses.add(algebra.where(outside, excess, -1));
        numbers.add(variables(columns), algebra.where(outside, Double.NaN, cells));
    }

    private List<String> yesNo(int column) {
        Kind.YesNo kind = (Kind.YesNo) schema.columns().get(column).kind();
        return List.of(kind.no(), kind.yes());
    }

    private List<String> ordinal(int column) {
        return ((Kind.Ordinal) schema.columns().get(column).kind()).levels();
    }

    private void levels(int column, List<String> levels) {
        if (inputs.get(column).type() == ElementType.STRING) {
            Value place = places(column, levels, UNKNOWN);
            numbers.add(firstVariable[column], algebra.where(algebra.isBelow(place, 0), Double.NaN, place), 1);
            excesses.add(outside(algebra.isEqual(place, UNKNOWN), 0));
            return;
        }
        Value cells = inputs.get(column);
        double[] values = levels.stream()
                .mapToDouble(level -> Form.number(level).orElseThrow())
                .toArray();
        Value hits = algebra.toFloat(algebra.isEqual(cells, algebra.rowLike(cells, values)));
        Value known = algebra.isAbove(algebra.sumOfRow(hits), 0);
        double[] indices = IntStream.range(0, values.length).asDoubleStream().toArray();
        Value place = algebra.sumOfRow(algebra.multiply(hits, algebra.rowLike(hits, indices)));
        numbers.add(firstVariable[column], algebra.where(known, place, Double.NaN), 1);
        Value precise = algebra.toDouble(cells);
        Value distances = algebra.magnitude(algebra.subtract(precise, algebra.rowLike(precise, values)));
        Value nearest = algebra.negate(algebra.largestOfRow(algebra.negate(distances)));
        Value excess = algebra.smaller(nearest, Double.MAX_VALUE);
        excesses.add(algebra.where(algebra.or(known, algebra.isNaN(cells)), -1, excess));
    }

    /// The places of texts among levels, [#MISSING] for the empty text.
    private Value places(int column, List<String> levels, double other) {
        List<String> texts = new ArrayList<>(levels);
        float[] places = new float[levels.size() + 1];
        for (int level = 0; level < levels.size(); level++) {
            places[level] = level;
        }
        texts.add("");
        places[levels.size()] = (float) MISSING;
        return algebra.graph()
                .mlNode(
                        "LabelEncoder",
                        ElementType.FLOAT,
                        inputs.get(column),
                        Attribute.list("keys_strings", texts),
                        Attribute.list("values_floats", places),
                        Attribute.of("default_float", (float) other));
    }

    private Value outside(Value condition, double excess) {
        return algebra.choice(condition, ElementType.DOUBLE, excess, -1);
    }

    /// Whatever is no level is one more.
    private void category(int column) {
        List<String> levels = ((Kind.Category) schema.columns().get(column).kind()).levels();
        Value place = places(column, levels, levels.size());
        numbers.add(firstVariable[column], algebra.where(algebra.isBelow(place, 0), Double.NaN, place), 1);
    }

    private void moment(int column) {
        Column own = schema.columns().get(column);
        Kind.Calendar calendar = (Kind.Calendar) own.kind();
        Value cells = inputs.get(column);
        Value moment = algebra.where(algebra.isInfinite(cells), Double.NaN, cells);
        List<Variable> variables = own.variables();
        for (int k = 0; k < variables.size(); k++) {
            Value number = variables.get(k).isCircle()
                    ? angle(moment, variables.get(k))
                    : algebra.add(algebra.divide(moment, DAY), -(double) calendar.origin());
            numbers.add(Collections.singletonList(firstVariable[column] + k), single(number));
        }
    }

    /// 2π times the part of the period that has passed.
    private Value angle(Value moment, Variable variable) {
        double period = variable.part().period().milliseconds();
        // Where angle 0 is, before 1970.
        double start = variable.part().period().angle(0) / (2 * Math.PI) * period;
        Value passed = algebra.add(moment, Math.rint(start));
        Value turns = algebra.floor(algebra.divide(passed, period));
        Value rest = algebra.subtract(passed, algebra.multiply(turns, period));
        return algebra.divide(algebra.multiply(rest, 2 * Math.PI), period);
    }

    /// Nothing is learned from it, but another value is strange.
    private void constant(int column) {
        String value = ((Kind.Constant) schema.columns().get(column).kind()).value();
        if (inputs.get(column).type() == ElementType.STRING) {
            excesses.add(outside(algebra.isEqual(places(column, List.of(value), UNKNOWN), UNKNOWN), 0));
            return;
        }
        Value cells = inputs.get(column);
        double number = Form.number(value).orElseThrow();
        Value same = algebra.or(algebra.isEqual(cells, number), algebra.isNaN(cells));
        Value distance = algebra.smaller(algebra.magnitude(algebra.add(cells, -number)), Double.MAX_VALUE);
        excesses.add(algebra.where(same, -1, distance));
    }
}
