package hourglass.cli;

import hourglass.activation.Activation;
import hourglass.activation.Celu;
import hourglass.activation.Elu;
import hourglass.activation.Exponential;
import hourglass.activation.Gelu;
import hourglass.activation.HardShrink;
import hourglass.activation.HardSigmoid;
import hourglass.activation.HardSilu;
import hourglass.activation.HardTanh;
import hourglass.activation.LeakyRelu;
import hourglass.activation.Linear;
import hourglass.activation.LogSigmoid;
import hourglass.activation.LogSoftmax;
import hourglass.activation.Mish;
import hourglass.activation.Relu;
import hourglass.activation.Relu6;
import hourglass.activation.Selu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Silu;
import hourglass.activation.SoftShrink;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Softsign;
import hourglass.activation.SparsePlus;
import hourglass.activation.SparseSigmoid;
import hourglass.activation.Sparsemax;
import hourglass.activation.Squareplus;
import hourglass.activation.Tanh;
import hourglass.activation.TanhShrink;
import hourglass.json.NearMiss;
import hourglass.model.ScalingKind;
import hourglass.network.Corruption;
import hourglass.network.Layer;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.Focal;
import hourglass.objective.Gaussian;
import hourglass.objective.Laplace;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.optimize.Optimizer;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The words of the command line for things that the recipe has as records.
final class Choices {
    private Choices() {}

    /// Those of the lecture first. `threshold` has no usual arguments and is for recipes only.
    private static Map<String, Activation> activations() {
        Map<String, Activation> map = new LinkedHashMap<>();
        map.put("relu", new Relu());
        map.put("sigmoid", new Sigmoid());
        map.put("softmax", new Softmax());
        map.put("softplus", new Softplus());
        map.put("softsign", new Softsign());
        map.put("tanh", new Tanh());
        map.put("selu", new Selu());
        map.put("elu", new Elu());
        map.put("exponential", new Exponential());
        map.put("linear", new Linear());
        map.put("celu", new Celu());
        map.put("gelu", new Gelu());
        map.put("hard_shrink", new HardShrink());
        map.put("hard_sigmoid", new HardSigmoid());
        map.put("hard_silu", new HardSilu());
        map.put("hard_tanh", new HardTanh());
        map.put("leaky_relu", new LeakyRelu());
        map.put("log_sigmoid", new LogSigmoid());
        map.put("log_softmax", new LogSoftmax());
        map.put("mish", new Mish());
        map.put("relu6", new Relu6());
        map.put("silu", new Silu());
        map.put("soft_shrink", new SoftShrink());
        map.put("sparse_plus", new SparsePlus());
        map.put("sparse_sigmoid", new SparseSigmoid());
        map.put("sparsemax", new Sparsemax());
        map.put("squareplus", new Squareplus());
        map.put("tanh_shrink", new TanhShrink());
        return map;
    }

    private static Map<String, Objective> likelihoods() {
        Map<String, Objective> map = new LinkedHashMap<>();
        for (Objective likelihood : List.of(
                new Bernoulli(),
                new Gaussian(),
                new Categorical(),
                new Poisson(),
                new Laplace(),
                new StudentT(),
                new NegativeBinomial(),
                new Focal())) {
            map.put(likelihood.name(), likelihood);
        }
        return map;
    }

    private static Map<String, ScalingKind> scalings() {
        Map<String, ScalingKind> map = new LinkedHashMap<>();
        for (ScalingKind kind : ScalingKind.values()) {
            map.put(kind.label(), kind);
        }
        return map;
    }

    static final class ActivationNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return activations().keySet().iterator();
        }
    }

    static final class LikelihoodNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return likelihoods().keySet().iterator();
        }
    }

    static final class ScalingNames implements Iterable<String> {
        @Override
        public Iterator<String> iterator() {
            return scalings().keySet().iterator();
        }
    }

    static Activation activation(String name) {
        return choose("activation", name, activations());
    }

    /// A name, with settings after colons where the likelihood has any: `student_t:4:0.5`.
    static Objective likelihood(String text) {
        String[] parts = text.split(":", -1);
        Objective usual = choose("likelihood", parts[0], likelihoods());
        if (parts.length == 1) {
            return usual;
        }
        return switch (usual) {
            case Laplace it -> new Laplace(number("--likelihood", text, parts, 1, 2));
            case StudentT it ->
                parts.length == 2
                        ? new StudentT(number("--likelihood", text, parts, 1, 2))
                        : new StudentT(
                                number("--likelihood", text, parts, 1, 3), number("--likelihood", text, parts, 2, 3));
            case NegativeBinomial it ->
                parts.length == 2
                        ? new NegativeBinomial(number("--likelihood", text, parts, 1, 2))
                        : new NegativeBinomial(
                                number("--likelihood", text, parts, 1, 3), number("--likelihood", text, parts, 2, 3));
            case Focal it -> new Focal(number("--likelihood", text, parts, 1, 2));
            default ->
                throw Problem.usage("the likelihood " + parts[0] + " has no settings")
                        .expected(parts[0])
                        .found(text)
                        .exception();
        };
    }

    static ScalingKind scaling(String name) {
        return choose("scaling", name, scalings());
    }

    private static <T> T choose(String what, String name, Map<String, T> choices) {
        T choice = choices.get(name);
        if (choice == null) {
            throw unknown(what, name, new ArrayList<>(choices.keySet()));
        }
        return choice;
    }

    static Corruption corruption(String text) {
        String[] parts = text.split(":", -1);
        return switch (parts[0]) {
            case "gaussian" -> new Corruption.Gaussian(number("--corrupt", text, parts, 1, 2));
            case "masking" -> new Corruption.Masking(number("--corrupt", text, parts, 1, 2));
            case "salt-and-pepper" -> new Corruption.SaltAndPepper(number("--corrupt", text, parts, 1, 2));
            case "swap" -> new Corruption.Swap(number("--corrupt", text, parts, 1, 2));
            default -> throw unknown("corruption", parts[0], List.of("gaussian", "masking", "salt-and-pepper", "swap"));
        };
    }

    /// How a gradient becomes a step.
    static Optimizer optimizer(String text) {
        String[] parts = text.split(":", -1);
        Optimizer.Sgd sgd = new Optimizer.Sgd();
        return switch (parts[0]) {
            case "adam" -> alone("--optimizer", text, new Optimizer.Adam());
            case "adamw" -> {
                Optimizer.Adam adam = new Optimizer.Adam();
                double decay = decimal("--optimizer", text, parts, 1, 2);
                yield new Optimizer.Adam(adam.rate(), adam.beta1(), adam.beta2(), adam.epsilon(), decay);
            }
            case "sgd" ->
                parts.length == 1
                        ? sgd
                        : new Optimizer.Sgd(sgd.rate(), decimal("--optimizer", text, parts, 1, 2), false);
            case "nesterov" -> new Optimizer.Sgd(sgd.rate(), decimal("--optimizer", text, parts, 1, 2), true);
            case "rmsprop" -> alone("--optimizer", text, new Optimizer.RmsProp());
            default -> throw unknown("optimizer", parts[0], List.of("adam", "adamw", "sgd", "nesterov", "rmsprop"));
        };
    }

    /// What regularises the code.
    static Layer sparsity(String text) {
        String[] parts = text.split(":", -1);
        return switch (parts[0]) {
            case "l1" -> new Penalize(new Penalty.L1(number("--sparse", text, parts, 1, 2)));
            case "l2" -> new Penalize(new Penalty.L2(number("--sparse", text, parts, 1, 2)));
            case "kl" ->
                new Penalize(new Penalty.KullbackLeibler(
                        number("--sparse", text, parts, 1, 3), number("--sparse", text, parts, 2, 3)));
            case "contractive" -> new Penalize(new Penalty.Contractive(number("--sparse", text, parts, 1, 2)));
            case "topk" -> topK(text, parts);
            default -> throw unknown("sparsity", parts[0], List.of("l1", "l2", "kl", "contractive", "topk"));
        };
    }

    private static Layer topK(String text, String[] parts) {
        float k = number("--sparse", text, parts, 1, 2);
        if (k < 1 || k != Math.rint(k)) {
            throw Problem.usage("malformed value of --sparse")
                    .expected("how many numbers of the code to keep, something like topk:32")
                    .found(text)
                    .exception();
        }
        return new TopK((int) k);
    }

    /// What has no settings.
    private static <T> T alone(String option, String text, T choice) {
        if (text.indexOf(':') >= 0) {
            throw Problem.usage("malformed value of " + option)
                    .expected(text.substring(0, text.indexOf(':')) + " alone")
                    .found(text)
                    .exception();
        }
        return choice;
    }

    private static float number(String option, String text, String[] parts, int index, int count) {
        return (float) decimal(option, text, parts, index, count);
    }

    private static double decimal(String option, String text, String[] parts, int index, int count) {
        try {
            if (parts.length == count) {
                return Double.parseDouble(parts[index]);
            }
        } catch (NumberFormatException e) {
            throw malformed(option, text, parts, count);
        }
        throw malformed(option, text, parts, count);
    }

    private static ProblemException malformed(String option, String text, String[] parts, int count) {
        String example = parts[0] + (count == 2 ? ":0.1" : ":0.1:0.05");
        return Problem.usage("malformed value of " + option)
                .expected("something like " + example)
                .found(text)
                .exception();
    }

    private static ProblemException unknown(String what, String name, List<String> known) {
        return Problem.usage("unknown " + what + " \"" + name + "\"" + NearMiss.suggestion(name, known))
                .expected("one of " + String.join(", ", known))
                .exception();
    }
}
