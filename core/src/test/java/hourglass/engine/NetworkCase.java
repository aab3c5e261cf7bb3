package hourglass.engine;

import hourglass.activation.Activation;
import hourglass.activation.Activations;
import hourglass.activation.Exponential;
import hourglass.activation.Linear;
import hourglass.activation.LogSoftmax;
import hourglass.activation.Sigmoid;
import hourglass.activation.Softmax;
import hourglass.activation.Softplus;
import hourglass.activation.Tanh;
import hourglass.loss.BinaryCrossentropy;
import hourglass.loss.CategoricalCrossentropy;
import hourglass.loss.CosineSimilarity;
import hourglass.loss.Huber;
import hourglass.loss.KLDivergence;
import hourglass.loss.LogCosh;
import hourglass.loss.MeanAbsoluteError;
import hourglass.loss.MeanAbsolutePercentageError;
import hourglass.loss.MeanSquaredError;
import hourglass.loss.MeanSquaredLogarithmicError;
import hourglass.loss.SparseCategoricalCrossentropy;
import hourglass.matrix.Matrix;
import hourglass.network.Architecture;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.Dense;
import hourglass.network.GaussianLatent;
import hourglass.network.Initializer;
import hourglass.network.Layer;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Weights;
import hourglass.objective.Bernoulli;
import hourglass.objective.Categorical;
import hourglass.objective.ClassIndices;
import hourglass.objective.Focal;
import hourglass.objective.Gaussian;
import hourglass.objective.GaussianWithScale;
import hourglass.objective.Laplace;
import hourglass.objective.LossObjective;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Objective;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.StudentTWithScale;
import hourglass.objective.VonMises;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.Stream;

/// A combination of everything an architecture can be made of; sizes, depths and numbers follow from the seed.
record NetworkCase(
        long seed,
        Activation activation,
        Objective objective,
        Tying tying,
        Optional<Penalty> penalty,
        Place place,
        Optional<Corruption> atInput,
        Optional<Corruption> hidden,
        boolean bias,
        int largestWidth) {

    /// Which layers of the decoder mirror their layer of the encoder.
    enum Tying {
        NONE,
        SOME,
        ALL
    }

    /// Where the penalty stands.
    enum Place {
        CODE,
        HIDDEN,
        BOTH,
        INPUT
    }

    static final List<Objective> LIKELIHOODS = List.of(
            new Bernoulli(),
            new Gaussian(),
            new Poisson(),
            new Categorical(),
            new Laplace(0.8f),
            new StudentT(3, 0.7f),
            new NegativeBinomial(0.5f),
            new NegativeBinomial(0.7f, 30),
            new Focal(1.5f));

    /// Each loss as objective, with its own output and some with others.
    static final List<Objective> OBJECTIVES = List.of(
            new LossObjective(new BinaryCrossentropy(false, 0.1, -1)),
            new LossObjective(new BinaryCrossentropy(), new Softmax()),
            new LossObjective(new CategoricalCrossentropy(true, 0.2, -1)),
            new LossObjective(new CategoricalCrossentropy(), new Softplus()),
            new LossObjective(new hourglass.loss.Poisson()),
            new LossObjective(new KLDivergence()),
            new LossObjective(new MeanSquaredError()),
            new LossObjective(new MeanSquaredError(), new Tanh()),
            new LossObjective(new MeanAbsoluteError()),
            new LossObjective(new MeanAbsoluteError(), new Sigmoid()),
            new LossObjective(new MeanAbsolutePercentageError()),
            new LossObjective(new MeanSquaredLogarithmicError()),
            new LossObjective(new CosineSimilarity()),
            new LossObjective(new Huber(0.7)),
            new LossObjective(new LogCosh()));

    static final List<Objective> ALL_LIKELIHOODS =
            Stream.concat(LIKELIHOODS.stream(), OBJECTIVES.stream()).toList();
    static final List<Optional<Penalty>> PENALTIES = List.of(
            Optional.empty(),
            Optional.of(new Penalty.L1(0.05f)),
            Optional.of(new Penalty.L2(0.03f)),
            Optional.of(new Penalty.KullbackLeibler(0.2f, 0.3f)));
    static final List<Optional<Corruption>> AT_INPUT = List.of(
            Optional.empty(),
            Optional.of(new Corruption.Gaussian(0.2f)),
            Optional.of(new Corruption.Masking(0.3f)),
            Optional.of(new Corruption.SaltAndPepper(0.2f, -0.5f, 1f)),
            Optional.of(new Corruption.Dropout(0.4f)),
            Optional.of(new Corruption.Swap(0.3f)));
    static final List<Optional<Corruption>> HIDDEN = AT_INPUT.subList(0, 5);

    /// Every activation with every likelihood, the rest in turn so that every activation meets every choice; then every
    /// penalty at every place with every corruption at the input and at a hidden layer, the rest at random.
    static List<NetworkCase> all() {
        List<NetworkCase> cases = new ArrayList<>();
        Random random = new Random(20_250_101);
        List<Activation> activations = Activations.all();
        for (int i = 0; i < activations.size(); i++) {
            for (int j = 0; j < LIKELIHOODS.size(); j++) {
                int turn = i + j;
                cases.add(new NetworkCase(
                        cases.size(),
                        activations.get(i),
                        LIKELIHOODS.get(j),
                        inTurn(turn, List.of(Tying.values())),
                        inTurn(turn, PENALTIES),
                        inTurn(turn / 2, List.of(Place.values())),
                        inTurn(turn, AT_INPUT),
                        inTurn(turn, HIDDEN),
                        turn % 2 == 0,
                        40));
            }
        }
        int turn = 0;
        for (Activation activation : Activations.all()) {
            for (Tying tying : Tying.values()) {
                cases.add(new NetworkCase(
                        cases.size(),
                        activation,
                        OBJECTIVES.get(turn++ % OBJECTIVES.size()),
                        tying,
                        any(random, PENALTIES),
                        any(random, List.of(Place.values())),
                        any(random, AT_INPUT),
                        any(random, HIDDEN),
                        random.nextBoolean(),
                        20));
            }
        }
        for (Optional<Penalty> penalty : PENALTIES) {
            for (Place place : Place.values()) {
                for (Optional<Corruption> atInput : AT_INPUT) {
                    for (Optional<Corruption> hidden : HIDDEN) {
                        cases.add(new NetworkCase(
                                cases.size(),
                                any(random, Activations.all()),
                                any(random, ALL_LIKELIHOODS),
                                any(random, List.of(Tying.values())),
                                penalty,
                                place,
                                atInput,
                                hidden,
                                random.nextBoolean(),
                                12));
                    }
                }
            }
        }
        return cases;
    }

    private static <T> T any(Random random, List<T> list) {
        return list.get(random.nextInt(list.size()));
    }

    /// Columns of class indices, with several numbers of η for each column, so that nothing can be tied to the output.
    static List<NetworkCase> ofClassIndices() {
        List<NetworkCase> cases = new ArrayList<>();
        Random random = new Random(20_250_102);
        for (int classes = 2; classes < 6; classes++) {
            for (OptionalInt ignored : List.of(OptionalInt.empty(), OptionalInt.of(0))) {
                cases.add(new NetworkCase(
                        1000 + cases.size(),
                        new Tanh(),
                        new ClassIndices(classes, new SparseCategoricalCrossentropy(false, ignored, -1)),
                        Tying.NONE,
                        any(random, PENALTIES),
                        any(random, List.of(Place.values())),
                        any(random, AT_INPUT),
                        any(random, HIDDEN),
                        random.nextBoolean(),
                        12));
            }
        }
        return cases;
    }

    /// Columns with two parameters each, which are not tied either.
    static List<NetworkCase> ofTwoParameters() {
        List<NetworkCase> cases = new ArrayList<>();
        Random random = new Random(20_250_103);
        for (Objective objective :
                List.of(new VonMises(), new GaussianWithScale(0.1f), new StudentTWithScale(4, 0.1f))) {
            for (int i = 0; i < 4; i++) {
                cases.add(new NetworkCase(
                        1100 + cases.size(),
                        new Tanh(),
                        objective,
                        Tying.NONE,
                        any(random, PENALTIES),
                        any(random, List.of(Place.values())),
                        any(random, AT_INPUT),
                        any(random, HIDDEN),
                        random.nextBoolean(),
                        12));
            }
        }
        return cases;
    }

    /// Every other one whose decoder mirrors nothing.
    boolean isVariational() {
        return tying == Tying.NONE && seed % 2 == 0;
    }

    private static <T> T inTurn(int turn, List<T> list) {
        return list.get(turn % list.size());
    }

    Architecture architecture() {
        Random random = new Random(seed);
        int depth = 1 + random.nextInt(3);
        int[] widths = new int[depth + 1];
        for (int i = 0; i <= depth; i++) {
            widths[i] = 1 + random.nextInt(largestWidth);
        }
        List<Layer> encoder = new ArrayList<>();
        atInput.ifPresent(it -> encoder.add(new Corrupt(it)));
        if (place == Place.INPUT) {
            addPenalty(encoder);
        }
        for (int i = 1; i <= depth; i++) {
            encoder.add(dense(widths[i], activation, false));
            if (i == 1) {
                addHidden(encoder, random.nextBoolean());
            }
        }
        if (place == Place.CODE || place == Place.BOTH) {
            addPenalty(encoder);
        }
        List<Layer> decoder = decoder(random, widths);
        if (isVariational()) {
            encoder.add(dense(2 * widths[depth], new Linear(), false));
            encoder.add(new GaussianLatent(0.7f));
        }
        return new Architecture(widths[0], encoder, decoder, objective);
    }

    private void addHidden(List<Layer> layers, boolean penaltyFirst) {
        boolean penalized = place == Place.HIDDEN || place == Place.BOTH;
        if (penalized && penaltyFirst) {
            addPenalty(layers);
        }
        hidden.ifPresent(it -> layers.add(new Corrupt(it)));
        if (penalized && !penaltyFirst) {
            addPenalty(layers);
        }
    }

    private void addPenalty(List<Layer> layers) {
        penalty.ifPresent(it -> layers.add(new Penalize(it)));
    }

    /// As deep as the encoder when tied. With some ties the decoder goes on after the mirrored layers, or leaves out
    /// one of them. Without ties its depth and widths are its own.
    private List<Layer> decoder(Random random, int[] widths) {
        int depth = widths.length - 1;
        int features = widths[0];
        List<Layer> layers = new ArrayList<>();
        switch (tying) {
            case NONE -> {
                for (int i = random.nextInt(3); i > 0; i--) {
                    layers.add(dense(1 + random.nextInt(largestWidth), activation, false));
                    addHidden(layers, random.nextBoolean());
                }
                layers.add(dense(objective.parameters(features), new Linear(), false));
            }
            case SOME -> {
                int own = random.nextInt(depth + 1);
                for (int i = depth - 1; i >= 0; i--) {
                    boolean last = i == 0 && own != depth;
                    layers.add(dense(widths[i], last ? new Linear() : activation, i != own || depth == 1));
                }
                if (own == depth) {
                    layers.add(dense(features, new Linear(), false));
                }
            }
            case ALL -> {
                for (int i = depth - 1; i >= 0; i--) {
                    layers.add(dense(widths[i], i == 0 ? new Linear() : activation, true));
                }
            }
        }
        return layers;
    }

    private Dense dense(int units, Activation function, boolean mirrored) {
        Weights weights = mirrored ? new Weights.Mirrored() : new Weights.Own(new Initializer.GlorotNormal());
        return new Dense(units, function, weights, bias);
    }

    /// Between 1 and 150: up to three tiles.
    int rows() {
        return 1 + new Random(seed + 1).nextInt(150);
    }

    /// Weights and biases, all different from zero. Small where exponentials follow one another.
    Parameters parameters(Architecture architecture, int attempt) {
        Random random = new Random(seed + 1_000_003L * attempt);
        Parameters parameters = Parameters.initial(architecture, random.nextLong());
        for (Parameters.Tensor tensor : parameters.tensors()) {
            for (int i = tensor.offset(); i < tensor.offset() + tensor.size(); i++) {
                if (tensor.isWeight()) {
                    parameters.block()[i] *=
                            activation instanceof Exponential || activation instanceof LogSoftmax ? 0.3f : 1f;
                } else {
                    parameters.block()[i] = (float) (0.2 * random.nextGaussian());
                }
            }
        }
        return parameters;
    }

    /// Random rows of the likelihood's domain.
    Matrix data(int rows, int features, int stream) {
        Random random = new Random(seed + 77L * stream);
        Matrix x = Matrix.zeros(rows, features);
        for (int row = 0; row < rows; row++) {
            int hot = random.nextInt(features);
            for (int j = 0; j < features; j++) {
                x.set(
                        row,
                        j,
                        switch (objective) {
                            case Bernoulli it -> random.nextFloat();
                            case Focal it -> random.nextFloat();
                            case Poisson it -> random.nextInt(4);
                            case NegativeBinomial it -> random.nextInt(4);
                            case Categorical it -> j == hot ? 1 : 0;
                            case LossObjective it -> number(it, random);
                            case ClassIndices it -> random.nextInt(it.classes());
                            default -> (float) random.nextGaussian();
                        });
            }
        }
        return x;
    }

    private static float number(LossObjective objective, Random random) {
        if (!objective.domain(0).accepts(2)) {
            return random.nextFloat();
        }
        if (!objective.domain(0).accepts(-1)) {
            return random.nextInt(4);
        }
        float normal = (float) random.nextGaussian();
        // Relative errors need numbers away from 0.
        return objective.loss() instanceof MeanAbsolutePercentageError ? normal + 2 * Math.signum(normal) : normal;
    }
}
