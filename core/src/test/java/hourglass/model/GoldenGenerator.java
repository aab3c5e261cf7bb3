package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Tanh;
import hourglass.loss.Huber;
import hourglass.matrix.Kernels;
import hourglass.network.Corruption;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.objective.Gaussian;
import hourglass.objective.LossObjective;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Poisson;
import hourglass.series.Window;
import hourglass.table.Frame;
import hourglass.train.CheckpointFile;
import hourglass.train.EarlyStopping;
import hourglass.train.Recipe;
import hourglass.train.RecipeJson;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Writes the golden files of families that have none yet, and nothing else: a file that is there is of the version
/// that wrote it and stays as it is. Its name keeps it out of ordinary builds; golden/README.md says how to run it.
///
/// The lines of a family that is written only tell how it was made. Where they stand in the way, they may go.
class GoldenGenerator {
    private static final Path DIGITS = Path.of("tables/digits.csv");
    private static final Path PENGUINS = Path.of("tables/penguins.csv");
    private static final Path HOURS = Path.of("tables/hours.csv");

    /// What a model, predictor or checkpoint is asked.
    @FunctionalInterface
    private interface Question {
        List<String> answer(Path file, Path table);
    }

    @FunctionalInterface
    private interface Writer {
        void write(Path file);
    }

    private static void family(String name, Path table, Writer writer, Question question) throws IOException {
        Path file = GoldenTest.FOLDER.resolve(name);
        if (Files.exists(file)) {
            return;
        }
        Files.createDirectories(file.getParent());
        writer.write(file);
        List<String> lines = new ArrayList<>();
        lines.add(table.toString().replace('\\', '/'));
        lines.addAll(question.answer(file, GoldenTest.FOLDER.resolve(table)));
        Files.write(GoldenTest.text(file), lines);
    }

    private static Table rows(Path table) {
        return GoldenApi.table(GoldenTest.FOLDER.resolve(table), GoldenApi.LABEL);
    }

    private static void model(String name, Path table, Wishes wishes) throws IOException {
        family(
                "models/" + name + ".hourglass",
                table,
                file -> Model.train(rows(table), wishes.withEpochs(5)).save(file),
                GoldenApi::model);
    }

    @Test
    void models() throws IOException {
        assertThat(GoldenApi.kernels()).isEqualTo("plain Java");
        Wishes small = Wishes.none().withCode(3).withHidden(List.of(6));
        Wishes shallow = Wishes.none().withCode(4).withHidden(List.of());
        model("plain", DIGITS, small);
        model("tied", DIGITS, small.withTied(true).withActivation(new Tanh()));
        model("denoising", DIGITS, small.withCorruption(new Corruption.Masking(0.2f)));
        model("top-k", DIGITS, shallow.withCode(24).withSparsity(new TopK(2)));
        model("variational", DIGITS, small.withVariational(0.5));
        model("contractive", DIGITS, shallow.withSparsity(new Penalize(new Penalty.Contractive(0.1f))));
        model("kullback-leibler", DIGITS, shallow.withSparsity(new Penalize(new Penalty.KullbackLeibler(0.05f, 0.2f))));
        model("poisson", DIGITS, small.withObjective(new Poisson()));
        model("negative-binomial", DIGITS, small.withObjective(new NegativeBinomial(0.5f, 40)));
        model("huber", PENGUINS, small.withObjective(new LossObjective(new Huber())));
        model("own-likelihood", PENGUINS, small.withObjective(new NormalWithVariance()));
        model("own-likelihood-nested", PENGUINS, small.withObjective(new GoldenApi.Cauchy(0.5f)));
    }

    @Test
    void series() throws IOException {
        assertThat(GoldenApi.kernels()).isEqualTo("plain Java");
        Frame rows = GoldenApi.frame(GoldenTest.FOLDER.resolve(HOURS));
        Window window = Window.of(rows, 12, List.of(), Optional.of("hour"));
        family(
                "series/windows.hourglass",
                HOURS,
                file -> Model.train(Table.of(rows, window), Wishes.none().withEpochs(20))
                        .save(file),
                GoldenApi::series);
    }

    private static void predictor(String name, Path table, String column, Optional<OutcomeKind> kind, Wishes wishes)
            throws IOException {
        Table rows = GoldenApi.table(GoldenTest.FOLDER.resolve(table), column);
        family(
                "predictors/" + name + ".hourglass",
                table,
                file -> Model.train(Pairs.toPredict(rows, Outcome.of(column, rows.labels(), kind)), wishes)
                        .save(file),
                GoldenApi::predictor);
    }

    @Test
    void predictors() throws IOException {
        assertThat(GoldenApi.kernels()).isEqualTo("plain Java");
        predictor("newton", DIGITS, "digit", Optional.empty(), Wishes.none().withHidden(List.of()));
        predictor(
                "numbers",
                PENGUINS,
                "body_mass",
                Optional.of(OutcomeKind.NUMBERS),
                Wishes.none().withHidden(List.of(5)).withEpochs(5));
    }

    /// A run stopped within an epoch, that stops early later.
    private static void checkpoint(String name, Wishes wishes, int steps) throws IOException {
        Table rows = rows(DIGITS);
        Advice advice = Advisor.advise(
                rows,
                wishes.withObjective(new Gaussian())
                        .withScaling(ScalingKind.STANDARDIZE)
                        .withEpochs(30)
                        .withRate(0.02));
        Recipe recipe = new Recipe(
                advice.recipe().architecture(),
                advice.recipe().training().withEarlyStopping(new EarlyStopping(2, 0.01)));
        Prepared prepared = Prepared.of(rows, advice);
        family(
                "checkpoints/" + name + ".checkpoint",
                DIGITS,
                file -> {
                    try (TrainingRun run =
                            TrainingRun.start(recipe, prepared.training(), prepared.validation(), Kernels.plain(), 2)) {
                        while (run.step() < steps && run.advance()) {}
                        CheckpointFile.save(file, run.checkpoint(), RecipeJson.standard(), Map.of("by", "hand"));
                    }
                },
                GoldenApi::checkpoint);
    }

    @Test
    void checkpoints() throws IOException {
        Wishes small = Wishes.none().withCode(3).withHidden(List.of(6));
        checkpoint("plain", small, 25);
        checkpoint("top-k", Wishes.none().withCode(24).withHidden(List.of()).withSparsity(new TopK(2)), 25);
        checkpoint("variational", small.withVariational(0.5), 25);
    }
}
