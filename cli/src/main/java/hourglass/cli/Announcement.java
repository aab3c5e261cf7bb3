package hourglass.cli;

import hourglass.activation.Activation;
import hourglass.data.Dataset;
import hourglass.likelihood.Likelihood;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.TopK;
import hourglass.network.Weights;
import hourglass.optimize.Optimizer;
import hourglass.pipeline.Advice;
import hourglass.pipeline.Prepared;
import hourglass.train.Training;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The short block before training: what was chosen, and why.
final class Announcement {
    private Announcement() {}

    static void print(Console console, Path file, Dataset rows, Advice advice, Prepared prepared, RunOptions running) {
        Training training = advice.recipe().training();
        String steps = String.format(
                Locale.ROOT,
                "%s epochs at most, batch %d, %srate %s, seed %d",
                training.epochs(),
                training.batch(),
                name(training.optimizer()),
                Numbers.significant(training.optimizer().rate()),
                training.seed());
        print(console, file, rows, advice, prepared, running, steps);
    }

    /// Nothing for Adam, the default.
    private static String name(Optimizer optimizer) {
        return switch (optimizer) {
            case Optimizer.Adam adam -> adam.decay() == 0 ? "" : "AdamW, ";
            case Optimizer.Sgd sgd -> "stochastic gradient descent, ";
            case Optimizer.RmsProp it -> "RMSProp, ";
        };
    }

    /// @param training how it is trained, in words
    static void print(
            Console console,
            Path file,
            Dataset rows,
            Advice advice,
            Prepared prepared,
            RunOptions running,
            String training) {
        Architecture architecture = advice.recipe().architecture();
        kernels(console, running);
        console.print("data        " + file + ": " + Numbers.grouped(rows.rows().rows()) + " rows x "
                + Numbers.grouped(rows.rows().columns()) + " columns, "
                + advice.kind().description());
        console.print("split       " + Numbers.grouped(prepared.training().rows()) + " rows to learn from, "
                + Numbers.grouped(prepared.validation().rows()) + " to judge by");
        Likelihood likelihood = architecture.likelihood();
        console.print("likelihood  " + likelihood.name() + ", scaling "
                + advice.input().label()
                + (advice.target() == advice.input()
                        ? ""
                        : " (targets: " + advice.target().label() + ")"));
        console.print("network     " + describe(architecture));
        console.print("training    " + training);
        console.print("");
    }

    /// What multiplies matrices, with how many threads, and why nothing faster does.
    static void kernels(Console console, RunOptions running) {
        int threads = running.threads();
        console.print("kernels     " + running.kernels().kernels().description() + ", " + threads
                + (threads == 1 ? " thread" : " threads"));
        running.kernels().notes().forEach(note -> console.say("note: " + note));
    }

    /// The network in one line, such as `64-128-(16)-128-64, elu, 20,000 parameters`.
    static String describe(Architecture architecture) {
        List<String> widths = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        widths.add(String.valueOf(architecture.features()));
        if (!architecture.isAutoencoder()) {
            return describeNetwork(architecture);
        }
        Dense code = lastDense(architecture.encoder());
        for (Layer layer : architecture.encoder()) {
            switch (layer) {
                case Dense dense -> {
                    widths.add(String.valueOf(dense.units()));
                    note(notes, dense.activation(), dense.equals(code) ? " code" : "");
                }
                case Corrupt corrupt -> notes.add("corrupted by " + corrupt.corruption());
                case GaussianLatent latent -> {
                    widths.set(widths.size() - 1, String.valueOf(architecture.codeSize()));
                    notes.add("variational, weight " + latent.weight());
                }
                case Penalize penalize -> notes.add("penalty " + penalize.penalty());
                case TopK topK -> notes.add("the " + topK.k() + " largest of the code");
            }
        }
        widths.set(widths.size() - 1, "(" + widths.getLast() + ")");
        boolean tied = false;
        for (Layer layer : architecture.decoder()) {
            if (layer instanceof Dense dense) {
                widths.add(String.valueOf(dense.units()));
                tied |= dense.weights() instanceof Weights.Mirrored;
            }
        }
        if (tied) {
            notes.add("tied weights");
        }
        notes.add(Numbers.grouped(Parameters.count(architecture)) + " parameters");
        return String.join("-", widths) + ", " + String.join(", ", notes);
    }

    /// A network without a code, such as `4-32-3, elu, 259 parameters`.
    private static String describeNetwork(Architecture architecture) {
        List<String> widths = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        widths.add(String.valueOf(architecture.features()));
        List<Layer> layers = architecture.layers();
        for (Layer layer : layers) {
            switch (layer) {
                case Dense dense -> {
                    widths.add(String.valueOf(dense.units()));
                    if (!dense.equals(layers.getLast())) {
                        note(notes, dense.activation(), "");
                    }
                }
                case Corrupt corrupt -> notes.add("corrupted by " + corrupt.corruption());
                case Penalize penalize -> notes.add("penalty " + penalize.penalty());
                case GaussianLatent latent -> notes.add("gaussian latent");
                case TopK topK -> notes.add("the " + topK.k() + " largest");
            }
        }
        if (widths.size() == 2) {
            notes.add("a single layer");
        }
        notes.add(Numbers.grouped(Parameters.count(architecture)) + " parameters");
        return String.join("-", widths) + ", " + String.join(", ", notes);
    }

    private static Dense lastDense(List<Layer> layers) {
        return layers.reversed().stream()
                .filter(Dense.class::isInstance)
                .map(Dense.class::cast)
                .findFirst()
                .orElseThrow();
    }

    private static void note(List<String> notes, Activation activation, String of) {
        String name = activation.getClass().getSimpleName().toLowerCase(Locale.ROOT) + of;
        if (!notes.contains(name)) {
            notes.add(name);
        }
    }
}
