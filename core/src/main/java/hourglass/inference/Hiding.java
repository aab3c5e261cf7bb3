package hourglass.inference;

import hourglass.engine.HiddenColumns;
import hourglass.engine.HidingInference;
import hourglass.engine.Inference;
import hourglass.matrix.Matrix;
import java.util.List;
import java.util.Optional;

/// Passes through a [Network] in which one group of columns after the other is hidden: what cells are expected to be
/// without themselves. Every column belongs to one group. Rows are taken a fixed number at a time and by several
/// threads, as in a network. Immutable and thread-safe.
public final class Hiding {
    private final Network network;
    private final List<List<Integer>> groups;
    private final int[] firstEta;
    private final Optional<Tiles<HidingInference>> shared;

    /// What is done with η of the hidden columns of some rows.
    @FunctionalInterface
    public interface Task {
        /// Takes the rows `first … first + eta.rows() − 1`, maybe in several threads at once.
        ///
        /// @param group whose columns are hidden
        /// @param eta (rows × parameters of the hidden columns in their order), overwritten after the call
        void accept(int group, Matrix eta, int first);
    }

    /// @param groups the columns of each group, each column once
    /// @param firstEta where in η the parameters of each column begin, and last how many there are
    public Hiding(Network network, List<List<Integer>> groups, int[] firstEta) {
        this.network = network;
        this.groups = groups.stream().map(List::copyOf).toList();
        this.firstEta = firstEta.clone();
        this.shared = network.hiding(this.groups, this.firstEta).map(Hiding::tiles);
    }

    private static Tiles<HidingInference> tiles(HiddenColumns columns) {
        return new Tiles<>(Inference.rowsAtOnce(columns.architecture()), columns.multiplyAdds(), columns::inference);
    }

    /// The columns of each group.
    public List<List<Integer>> groups() {
        return groups;
    }

    /// The columns of a group.
    public List<Integer> columns(int group) {
        return groups.get(group);
    }

    /// Hands over η of every column while it is hidden, some rows and one group at a time.
    ///
    /// @param x (rows × features), not modified
    public void forEachEta(Matrix x, Task task) {
        if (shared.isPresent()) {
            shared.get()
                    .forEach(
                            x,
                            network.architecture().features(),
                            (inference, rows, first) ->
                                    inference.forEach(rows, (group, eta) -> task.accept(group, eta, first)));
            return;
        }
        for (int group = 0; group < groups.size(); group++) {
            forEachEta(group, x, task);
        }
    }

    /// By a whole pass.
    private void forEachEta(int group, Matrix x, Task task) {
        List<Integer> hidden = groups.get(group);
        Matrix without = x.copy();
        hidden.forEach(column -> without.columns(column, column + 1).fill(Float.NaN));
        int width = hidden.stream().mapToInt(this::parameters).sum();
        network.forEachEta(without, (eta, first) -> {
            Matrix own = Matrix.zeros(eta.rows(), width);
            int to = 0;
            for (int column : hidden) {
                own.columns(to, to + parameters(column)).copyFrom(eta.columns(firstEta[column], firstEta[column + 1]));
                to += parameters(column);
            }
            task.accept(group, own, first);
        });
    }

    /// How many parameters in η a column has.
    private int parameters(int column) {
        return firstEta[column + 1] - firstEta[column];
    }
}
