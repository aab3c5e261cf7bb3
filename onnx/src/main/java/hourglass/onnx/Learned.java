package hourglass.onnx;

import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/// The learned numbers of a network as tensors of a graph, each written once however many layers use it.
final class Learned {
    private final Graph graph;
    private final Architecture architecture;
    private final Parameters parameters;
    private final Map<String, Parameters.Tensor> byName;
    private final Map<String, Value> written = new HashMap<>();

    Learned(Graph graph, Architecture architecture, Parameters parameters) {
        this.graph = graph;
        this.architecture = architecture;
        this.parameters = parameters;
        this.byName =
                parameters.tensors().stream().collect(Collectors.toMap(Parameters.Tensor::name, Function.identity()));
    }

    /// What one layer, or one within a residual block, learns.
    ///
    /// @param index place among the layers of the network
    /// @param prefix of the names within the layer
    record Part(Learned all, int index, String prefix) {
        /// The weight matrix, (rows × columns) as stored.
        Parameters.Tensor weight() {
            return prefix.isEmpty()
                    ? all.parameters.tensors().get(all.parameters.weightOf(index))
                    : all.tensor(name("weight")).orElseThrow();
        }

        /// Whether X Wᵀ is meant rather than X W.
        boolean isTurned() {
            return prefix.isEmpty() && all.parameters.usesTransposed(index);
        }

        /// The weight matrix as a tensor.
        Value weightTensor() {
            Parameters.Tensor weight = weight();
            return all.value(weight, List.of(weight.rows(), weight.columns()));
        }

        /// A number of X W's matrix.
        float weight(int input, int unit) {
            Parameters.Tensor weight = weight();
            int place = isTurned() ? unit * weight.columns() + input : input * weight.columns() + unit;
            return all.parameters.block()[weight.offset() + place];
        }

        /// A vector, of shape (numbers).
        Optional<Value> vector(String name) {
            return all.tensor(name(name)).map(it -> all.value(it, List.of(it.columns())));
        }

        private String name(String name) {
            return all.architecture.nameOf(index) + "." + prefix + name;
        }
    }

    Part of(int index) {
        return new Part(this, index, "");
    }

    private Optional<Parameters.Tensor> tensor(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    private Value value(Parameters.Tensor tensor, List<Integer> shape) {
        return written.computeIfAbsent(
                tensor.name(), name -> graph.tensor(name, parameters.block(), tensor.offset(), shape));
    }

    /// A tensor made of learned numbers in another order, written once.
    Value rearranged(String name, List<Integer> shape, Supplier<float[]> numbers) {
        return written.computeIfAbsent(name, it -> graph.tensor(it, numbers.get(), 0, shape));
    }

    String nameOf(Part part) {
        return architecture.nameOf(part.index()) + "." + part.prefix();
    }
}
