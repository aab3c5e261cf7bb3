package hourglass.onnx;

import hourglass.column.Variable;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.Scaling;
import hourglass.model.Task;
import hourglass.network.Architecture;
import hourglass.objective.Objective;
import hourglass.series.Window;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Puts the graph of a model together.
final class Exporter {
    private static final String CODE = "code";
    private static final String RECONSTRUCTION = "reconstruction";
    private static final String SCORE = "score";
    private static final String PREDICTION = "prediction";
    private static final String PROBABILITIES = "probabilities";
    private static final String CLASS = "class";

    private final Model model;
    private final List<String> notes;
    private final Architecture architecture;
    private final Graph graph;
    private final Algebra algebra;
    private final Passes passes;
    private final Scalings scalings;

    /// @param notes added to
    Exporter(Model model, List<String> notes) {
        this.model = model;
        this.notes = notes;
        this.architecture = model.recipe().architecture();
        Set<String> outputs = outputs();
        List<String> inputs = Inputs.names(model.columns().schema(), outputs);
        Set<String> reserved = new LinkedHashSet<>(outputs);
        reserved.addAll(inputs);
        reserved.add(Inputs.MATRIX);
        model.network().parameters().tensors().forEach(it -> reserved.add(it.name()));
        this.graph = new Graph(reserved);
        this.algebra = new Algebra(graph);
        this.passes = new Passes(
                algebra,
                architecture,
                new Learned(graph, architecture, model.network().parameters()));
        this.scalings = new Scalings(algebra);
        Reading.Cells cells = new Inputs(algebra, model, notes).read(inputs);
        switch (model.task()) {
            case Task.Reproduce it -> reproduce(it.target(), cells);
            case Task.Predict it -> predict(it, cells);
        }
    }

    Graph graph() {
        return graph;
    }

    private boolean isByColumn() {
        return model.columns().window().isEmpty() && !Inputs.isMatrix(model);
    }

    /// Names that outputs may have.
    private Set<String> outputs() {
        Set<String> names = new LinkedHashSet<>(List.of(CODE, RECONSTRUCTION, SCORE, PREDICTION, PROBABILITIES, CLASS));
        model.columns().schema().variables().forEach(it -> names.add(nameOfReconstruction(it)));
        return names;
    }

    private static String nameOfReconstruction(Variable variable) {
        return RECONSTRUCTION + "_" + variable.name();
    }

    /// Rows that a model without encodings cannot read: those with a cell that is no finite number, (rows × 1).
    private Optional<Value> unreadable(Value rows) {
        if (model.readsHoles()) {
            return Optional.empty();
        }
        return Optional.of(algebra.isNaN(algebra.sumOfRow(algebra.multiply(rows, 0))));
    }

    private static Value unlessNot(Algebra algebra, Optional<Value> unreadable, Value value) {
        return unreadable.map(it -> algebra.where(it, Double.NaN, value)).orElse(value);
    }

    private void reproduce(Scaling target, Reading.Cells cells) {
        Value rows = cells.rows();
        Optional<Value> unreadable = unreadable(rows);
        if (unreadable.isPresent()) {
            notes.add("a row with a cell that is no finite number gives NaN, as the model cannot read it");
        }
        Value code = passes.code(scalings.scaled(model.columns().scaling(), rows));
        graph.output(CODE, unlessNot(algebra, unreadable, code), architecture.codeSize(), "the code of each row");
        Objective objective = architecture.objective();
        Optional<String> objection = Sayable.objection(objective);
        if (objection.isPresent()) {
            notes.add(RECONSTRUCTION + " is left out: " + objection.get());
        } else {
            reconstruct(objective, target, rows, passes.eta(code), unreadable);
        }
        score(cells, unreadable);
    }

    private void reconstruct(Objective objective, Scaling target, Value rows, Value eta, Optional<Value> unreadable) {
        int columns = architecture.targetColumns();
        Means means = new Means(algebra);
        Value exposed =
                means.exposed(objective, means.of(objective, eta, columns), scalings.scaled(target, rows), columns);
        Value numbers = unlessNot(algebra, unreadable, scalings.inverted(target, exposed));
        Optional<Window> window = model.columns().window();
        if (window.isPresent()) {
            boolean isPlain = window.get().measures().stream().allMatch(it -> it.origin() == 0);
            Value whole =
                    isPlain ? numbers : algebra.add(algebra.toDouble(numbers), Inputs.origins(algebra, window.get()));
            graph.output(RECONSTRUCTION, whole, columns, "the window as it is reconstructed");
            return;
        }
        if (!isByColumn()) {
            graph.output(RECONSTRUCTION, numbers, columns, "the row as it is reconstructed");
            return;
        }
        Decoding decoding = new Decoding(algebra);
        List<Variable> variables = model.columns().schema().variables();
        for (int j = 0; j < variables.size(); j++) {
            Variable variable = variables.get(j);
            graph.output(
                    nameOfReconstruction(variable),
                    decoding.of(variable, algebra.columns(numbers, columns, j)),
                    1,
                    Decoding.description(variable));
        }
    }

    private void score(Reading.Cells cells, Optional<Value> unreadable) {
        Optional<String> objection = Sayable.objectionToScore(model);
        if (objection.isPresent()) {
            notes.add(SCORE + " is left out: " + objection.get());
            return;
        }
        String unit = architecture.objective().unit();
        String of = model.columns().window().isPresent()
                ? "window"
                : model.columns().patches().isPresent() ? "patch" : "row";
        if (of.equals("window")) {
            notes.add(SCORE + " is that of a window; a row of a series has the weighted mean of those of its windows");
        }
        Value score = new Scores(model, passes).of(cells);
        graph.output(
                SCORE,
                unlessNot(algebra, unreadable, score),
                1,
                "how strange each " + of + " is, in " + unit + ": higher is stranger");
        notes.add("p-values and flags are left out: they compare scores with those of rows kept back from training");
    }

    private void predict(Task.Predict task, Reading.Cells cells) {
        Value rows = cells.rows();
        Optional<Value> unreadable = unreadable(rows);
        if (unreadable.isPresent()) {
            notes.add("a row with a cell that is no finite number gives NaN, as the model cannot read it");
        }
        Value eta = passes.eta(passes.code(scalings.scaled(model.columns().scaling(), rows)));
        Objective objective = architecture.objective();
        Optional<String> objection = Sayable.objection(objective);
        if (objection.isPresent()) {
            notes.add(PREDICTION + " is left out: " + objection.get());
            return;
        }
        Value means = new Means(algebra).of(objective, eta, architecture.targetColumns());
        if (!(task.outcome() instanceof Outcome.Classes classes)) {
            Value numbers = unlessNot(algebra, unreadable, scalings.inverted(task.target(), means));
            graph.output(PREDICTION, numbers, 1, task.description());
            return;
        }
        Value probabilities = classes.names().size() == 2
                ? algebra.beside(List.of(algebra.add(algebra.negate(means), 1), means))
                : scalings.inverted(task.target(), means);
        graph.output(
                PROBABILITIES,
                unlessNot(algebra, unreadable, probabilities),
                classes.names().size(),
                "the probabilities of the classes, in the order of the metadata");
        Value best = algebra.gather(graph.constant(classes.names()), algebra.placeOfLargest(probabilities), 0);
        Value named = unreadable
                .map(it -> algebra.where(it, graph.constant(List.of("")), best))
                .orElse(best);
        graph.output(CLASS, named, 1, "the most probable class");
    }
}
