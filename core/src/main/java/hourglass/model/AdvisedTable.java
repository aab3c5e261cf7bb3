package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.column.Kind;
import hourglass.column.Variable;
import hourglass.matrix.Rows;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.Encode;
import hourglass.network.Encoding;
import hourglass.network.Layer;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/// The network that suits a table of columns of different kinds: an encoding and a likelihood for each, cells hidden at
/// random while training, so that it learns to do without any of them. The constants were chosen by measurement:
/// docs/decisions/015.
final class AdvisedTable {
    /// Numbers further out than so many standard deviations are read as if they were there: what lies far out must not
    /// be followed, and moving it further changes nothing but its own surprise.
    private static final float READ_UP_TO = 4;

    /// The share of a row's cells that is hidden is drawn anew for each row between these.
    private static final float FEWEST_HIDDEN = 0;

    private static final float MOST_HIDDEN = 1;

    /// Of the density that numbers are trained with: what lies further out than a few scales pulls no harder, so that
    /// odd rows hardly teach; how many there are is left to the data's own tails.
    private static final float DEGREES_OF_FREEDOM = 4;

    private static final float SCALE = 0.5f;

    private static final int SMALLEST_HIDDEN = 32;
    private static final int LARGEST_HIDDEN = 128;
    private static final int LARGEST_CODE = 64;
    private static final int STEPS = 4000;
    private static final int FEWEST_EPOCHS = 10;
    private static final int MOST_EPOCHS = 300;
    private static final double SMALLEST_DISPERSION = 1e-3;
    private static final double LARGEST_DISPERSION = 20;

    private AdvisedTable() {}

    static Architecture architecture(Table table, Wishes wishes) {
        List<Variable> variables = table.schema().variables();
        Encode encode = encode(table);
        Mixed objective = objective(table);
        Activation activation = wishes.activation().orElse(new Relu());
        List<Integer> hidden = wishes.hidden().orElse(List.of(hidden(width(encode))));
        List<Layer> encoder = new ArrayList<>();
        encoder.add(new Corrupt(wishes.corruption().orElse(new Corruption.Missing(FEWEST_HIDDEN, MOST_HIDDEN))));
        encoder.add(encode);
        for (int units : hidden) {
            encoder.add(new Dense(units, activation));
        }
        int code = wishes.code().orElse(Math.clamp(variables.size(), 1, LARGEST_CODE));
        encoder.add(new Dense(code, wishes.sparsity().isPresent() ? new Relu() : new Linear()));
        wishes.sparsity().ifPresent(encoder::add);
        List<Layer> decoder = new ArrayList<>();
        for (int units : hidden.reversed()) {
            decoder.add(new Dense(units, activation));
        }
        decoder.add(new Dense(objective.parameters(variables.size()), new Linear()));
        return new Architecture(variables.size(), encoder, decoder, objective);
    }

    /// A network that predicts a column from columns of several kinds.
    static Architecture predictor(Table inputs, int targets, Objective objective, Wishes wishes) {
        Encode encode = encode(inputs);
        Architecture plain = AdvisedLayers.ofPredictor(inputs.rows().rows(), width(encode), targets, objective, wishes);
        List<Layer> layers = new ArrayList<>();
        wishes.corruption().ifPresent(corruption -> layers.add(new Corrupt(corruption)));
        layers.add(encode);
        plain.decoder().stream().skip(wishes.corruption().isPresent() ? 1 : 0).forEach(layers::add);
        return new Architecture(inputs.rows().columns(), List.of(), layers, objective, OptionalInt.of(targets));
    }

    static Encode encode(Table table) {
        List<Variable> variables = table.schema().variables();
        List<Encoding> encodings = new ArrayList<>();
        for (int j = 0; j < variables.size(); j++) {
            encodings.add(encoding(variables.get(j), table.rows(), j));
        }
        return new Encode(encodings);
    }

    private static int hidden(int width) {
        int units = SMALLEST_HIDDEN;
        while (units < width && units < LARGEST_HIDDEN) {
            units *= 2;
        }
        return units;
    }

    /// As many passes as make so many steps.
    static int epochs(int stepsPerEpoch) {
        return Math.clamp(STEPS / stepsPerEpoch, FEWEST_EPOCHS, MOST_EPOCHS);
    }

    private static int width(Encode encode) {
        return encode.columns().stream().mapToInt(Encoding::width).sum();
    }

    private static Encoding encoding(Variable variable, Rows rows, int j) {
        if (variable.isCircle()) {
            return new Encoding.Circle();
        }
        return switch (variable.kind()) {
            case Kind.Count it -> logarithm(rows, j);
            case Kind.YesNo it -> new Encoding.YesNo();
            case Kind.Category it -> new Encoding.OneHot(variable.levels());
            default -> new Encoding.Real(-READ_UP_TO, READ_UP_TO);
        };
    }

    private static Encoding logarithm(Rows rows, int j) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            float value = rows.get(row, j);
            if (!Float.isNaN(value)) {
                double log = Math.log1p(Math.max(0, value));
                sum += log;
                squares += log * log;
                count++;
            }
        }
        double mean = count == 0 ? 0 : sum / count;
        double deviation = count == 0 ? 1 : Math.sqrt(Math.max(0, squares / count - mean * mean));
        return new Encoding.Logarithm((float) mean, deviation > 1e-3 ? (float) deviation : 1f, READ_UP_TO);
    }

    static Mixed objective(Table table) {
        List<Variable> variables = table.schema().variables();
        List<Likelihood> columns = new ArrayList<>();
        for (int j = 0; j < variables.size(); j++) {
            columns.add(likelihood(variables.get(j), table.rows(), j));
        }
        return new Mixed(columns);
    }

    private static Likelihood likelihood(Variable variable, Rows rows, int j) {
        if (variable.isCircle()) {
            return new VonMises();
        }
        return switch (variable.kind()) {
            case Kind.Count it -> counts(rows, j);
            case Kind.YesNo it -> new Bernoulli();
            case Kind.Category it -> new ClassIndices(variable.levels());
            default -> new StudentT(DEGREES_OF_FREEDOM, SCALE);
        };
    }

    /// The dispersion α by the moments of the column, variance = mean + α mean².
    private static Likelihood counts(Rows rows, int j) {
        double sum = 0;
        double squares = 0;
        int count = 0;
        for (int row = 0; row < rows.rows(); row++) {
            float value = rows.get(row, j);
            if (!Float.isNaN(value)) {
                sum += value;
                squares += (double) value * value;
                count++;
            }
        }
        double mean = Math.max(1e-6, count == 0 ? 1 : sum / count);
        double variance = count == 0 ? mean : squares / count - mean * mean;
        double dispersion = (variance - mean) / (mean * mean);
        return new NegativeBinomial((float) Math.clamp(dispersion, SMALLEST_DISPERSION, LARGEST_DISPERSION));
    }
}
