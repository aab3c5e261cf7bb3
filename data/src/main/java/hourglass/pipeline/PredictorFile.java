package hourglass.pipeline;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.RecordCodec;
import hourglass.matrix.Kernels;
import hourglass.model.Network;
import hourglass.network.Architecture;
import hourglass.network.Parameters;
import hourglass.problem.Problem;
import hourglass.regression.Solver;
import hourglass.storage.FormatVersion;
import hourglass.storage.Tensor;
import hourglass.storage.TensorFile;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Predictors as safetensors files, laid out as those of autoencoders ([ModelFile]), with the outcome besides.
final class PredictorFile {
    static final String FORMAT = "hourglass-predictor-1";
    private static final String INPUT = "scaling.input";
    private static final String TARGET = "scaling.target";
    private static final String SOLVER = "solver";

    private PredictorFile() {}

    static boolean isPredictor(Path path) {
        return FORMAT.equals(TensorFile.read(path).metadata().get("format"));
    }

    static TensorFile tensorFile(Predictor predictor) {
        RecordCodec codec = RecordCodec.standard();
        Map<String, String> metadata = new LinkedHashMap<>();
        metadata.put("format", FORMAT);
        FormatVersion.put(metadata);
        metadata.put("recipe", RecipeJson.standard().write(predictor.recipe()).compact());
        predictor
                .solver()
                .ifPresent(solver ->
                        metadata.put(SOLVER, codec.encode(Solver.class, solver).compact()));
        metadata.put(
                "columns",
                new JsonArray(predictor.columns().stream().map(Json::of).toList()).compact());
        metadata.put("outcome", codec.encode(Outcome.class, predictor.outcome()).compact());
        metadata.put(INPUT, predictor.input().kind().label());
        metadata.put(TARGET, predictor.target().kind().label());
        metadata.put("card", codec.encode(Card.class, predictor.card()).compact());
        List<Tensor> tensors = new ArrayList<>();
        Parameters parameters = predictor.network().parameters();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            List<Long> shape = tensor.isWeight()
                    ? List.of((long) tensor.rows(), (long) tensor.columns())
                    : List.of((long) tensor.columns());
            tensors.add(Tensor.of(tensor.name(), shape, parameters.block(), tensor.offset(), tensor.size()));
        }
        ModelFile.addScaling(tensors, INPUT, predictor.input());
        ModelFile.addScaling(tensors, TARGET, predictor.target());
        return TensorFile.of(metadata, tensors);
    }

    static Predictor load(Path path) {
        TensorFile file = TensorFile.read(path);
        String origin = path.toString();
        String format = file.metadata().getOrDefault("format", "no format");
        if (!format.equals(FORMAT)) {
            Problem problem = Problem.badData("not a Hourglass model that predicts a column")
                    .at(origin)
                    .expected("format " + FORMAT)
                    .found(format)
                    .remedy("hourglass train FILE --predict COLUMN, to make one");
            throw problem.exception();
        }
        FormatVersion.check(file, origin);
        Recipe recipe = RecipeJson.standard().read(ModelFile.text(file, "recipe", origin), origin + ", recipe");
        ModelFile.checkSize(recipe, file, origin);
        Architecture architecture = recipe.architecture();
        Outcome outcome = decode(Outcome.class, file, "outcome", origin);
        checkOutcome(architecture, outcome, origin);
        int features = architecture.features();
        List<String> columns = ModelFile.columns(file, features, origin);
        Optional<Solver> solver = file.metadata().containsKey(SOLVER)
                ? Optional.of(decode(Solver.class, file, SOLVER, origin))
                : Optional.empty();
        Parameters parameters = Parameters.zeros(architecture);
        for (Parameters.Tensor tensor : parameters.tensors()) {
            ModelFile.copy(file, tensor.name(), parameters.block(), tensor.offset(), tensor.size(), origin);
        }
        return new Predictor(
                recipe,
                solver,
                columns,
                outcome,
                ModelFile.scaling(file, INPUT, features, origin),
                ModelFile.scaling(file, TARGET, outcome.targets(), origin),
                new Network(architecture, parameters, Kernels.fastest().kernels()),
                decode(Card.class, file, "card", origin));
    }

    private static <T> T decode(Class<T> type, TensorFile file, String key, String origin) {
        String place = origin + ", " + key;
        return RecordCodec.standard().decode(type, Json.parse(ModelFile.text(file, key, origin), place), place);
    }

    private static void checkOutcome(Architecture architecture, Outcome outcome, String origin) {
        if (architecture.targets().orElse(-1) != outcome.targets()
                || PredictionAdvisor.objection(architecture.likelihood(), outcome)
                        .isPresent()) {
            throw Problem.badData("the model is inconsistent")
                    .at(origin + ", outcome")
                    .expected(outcome.targets() + " targets")
                    .found((architecture.isAutoencoder() ? "an autoencoder" : architecture.targetColumns() + " targets")
                            + ", " + architecture.likelihood().name())
                    .exception();
        }
    }
}
