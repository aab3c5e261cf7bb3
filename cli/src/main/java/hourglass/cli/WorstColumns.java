package hourglass.cli;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import java.util.List;
import java.util.stream.IntStream;

/// The columns that a model explains worst, by what each adds to the loss.
final class WorstColumns {
    private static final int SHOWN = 5;

    private final Model model;
    private final double[] losses;
    private long rows;

    WorstColumns(Model model) {
        this.model = model;
        this.losses = new double[model.columns().count()];
    }

    void add(Matrix next) {
        double[] more = model.network()
                .lossPerColumn(
                        model.columns().encode(next), model.task().target().scaled(next));
        for (int j = 0; j < losses.length; j++) {
            losses[j] += more[j];
        }
        rows += next.rows();
    }

    /// Up to five, worst first: `amount 1.234, age 0.9876 nats per row`.
    String description() {
        List<String> worst = IntStream.range(0, losses.length)
                .boxed()
                .sorted((a, b) -> Double.compare(losses[b], losses[a]))
                .limit(SHOWN)
                .map(j -> model.columns().names().get(j) + " " + Numbers.significant(losses[j] / rows))
                .toList();
        String more = losses.length > SHOWN ? ", …" : "";
        return String.join(", ", worst) + more + " " + Summary.unit(model) + " per row";
    }
}
