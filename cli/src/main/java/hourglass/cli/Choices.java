package hourglass.cli;

import hourglass.activation.Activation;
import hourglass.activation.Elu;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.activation.Selu;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Softsign;
import hourglass.activation.Tanh;
import hourglass.json.NearMiss;
import hourglass.likelihood.Bernoulli;
import hourglass.likelihood.Categorical;
import hourglass.likelihood.Gaussian;
import hourglass.likelihood.Likelihood;
import hourglass.likelihood.Poisson;
import hourglass.network.Corruption;
import hourglass.network.Layer;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.pipeline.ScalingKind;
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

    private static <T> Map<String, T> named(List<String> names, List<T> values) {
        Map<String, T> map = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            map.put(names.get(i), values.get(i));
        }
        return map;
    }

    private static Map<String, Activation> activations() {
        return named(
                List.of(
                        "relu",
                        "sigmoid",
                        "softmax",
                        "softplus",
                        "softsign",
                        "tanh",
                        "selu",
                        "elu",
                        "exponential",
                        "linear"),
                List.of(
                        new Relu(),
                        new Sigmoid(),
                        new Softmax(),
                        new Softplus(),
                        new Softsign(),
                        new Tanh(),
                        new Selu(),
                        new Elu(),
                        new Exponential(),
                        new Linear()));
    }

    private static Map<String, Likelihood> likelihoods() {
        return named(
                List.of("bernoulli", "gaussian", "categorical", "poisson"),
                List.of(new Bernoulli(), new Gaussian(), new Categorical(), new Poisson()));
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

    static Likelihood likelihood(String name) {
        return choose("likelihood", name, likelihoods());
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

    /// What keeps the code sparse.
    static Layer sparsity(String text) {
        String[] parts = text.split(":", -1);
        return switch (parts[0]) {
            case "l1" -> new Penalize(new Penalty.L1(number("--sparse", text, parts, 1, 2)));
            case "l2" -> new Penalize(new Penalty.L2(number("--sparse", text, parts, 1, 2)));
            case "kl" ->
                new Penalize(new Penalty.KullbackLeibler(
                        number("--sparse", text, parts, 1, 3), number("--sparse", text, parts, 2, 3)));
            case "topk" -> topK(text, parts);
            default -> throw unknown("sparsity", parts[0], List.of("l1", "l2", "kl", "topk"));
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

    private static float number(String option, String text, String[] parts, int index, int count) {
        try {
            if (parts.length == count) {
                return Float.parseFloat(parts[index]);
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
