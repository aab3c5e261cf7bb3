package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import hourglass.matrix.Matrix;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Predicting a column of the bundled penguins and digits, within this process.
class PredictTest {
    @TempDir
    Path folder;

    private Path penguins = Path.of("");
    private Path model = Path.of("");

    /// The penguins that were measured: numbers without holes. The others are for [#anyTablePredicts].
    @BeforeEach
    void copyPenguins() throws IOException {
        penguins = Commands.copy(BundledData.PENGUINS, folder);
        model = folder.resolve("p.hourglass");
        Files.write(
                penguins,
                Files.readAllLines(penguins).stream()
                        .filter(line -> !line.split(",", -1)[2].isEmpty())
                        .toList());
    }

    /// The file as it is, with texts and holes: nothing is dropped, no row is set aside.
    @ParameterizedTest
    @ValueSource(strings = {"", "0", "16"})
    void anyTablePredicts(String hidden) throws IOException {
        Commands.copy(BundledData.PENGUINS, folder);
        List<Object> arguments = new ArrayList<>(List.of("train", penguins, "--predict", "Species", "-o", model));
        if (!hidden.isEmpty()) {
            arguments.addAll(List.of("--hidden", hidden));
        }
        Commands.Result trained = Commands.run(arguments.toArray());
        Commands.assertDone(trained);
        assertThat(trained.output())
                .contains("344 rows x 6 columns")
                .containsPattern("Island +category of 3")
                .contains("; 2 missing")
                .doesNotContain("NaN");
        Commands.Result predicted = predict("--label", "Species");
        Commands.assertDone(predicted);
        List<String> lines = predicted.output().lines().toList();
        assertThat(lines).hasSize(345);
        long wrong = lines.stream()
                .skip(1)
                .map(line -> line.split(",", -1))
                .filter(cells -> !cells[cells.length - 1].equals(cells[cells.length - 2]))
                .count();
        assertThat(wrong).isLessThan(8);
        // A column less than the model knows is refused, the column to predict may be absent.
        Path others = Files.write(
                folder.resolve("others.csv"),
                Files.readAllLines(penguins).stream()
                        .map(line -> line.substring(line.indexOf(',') + 1))
                        .toList());
        assertThat(Commands.run("predict", model, others).output().lines().skip(1))
                .map(line -> line.substring(line.lastIndexOf(',') + 1))
                .isEqualTo(lines.stream()
                        .skip(1)
                        .map(line -> line.split(",", -1)[3])
                        .toList());
    }

    private Commands.Result train(String column, String drop, Object... more) {
        List<Object> arguments =
                new ArrayList<>(List.of("train", penguins, "--predict", column, "--drop", drop, "-o", model));
        arguments.addAll(Arrays.asList(more));
        return Commands.run(arguments.toArray());
    }

    private Commands.Result predict(Object... more) {
        List<Object> arguments = new ArrayList<>(List.of("predict", model, penguins));
        arguments.addAll(Arrays.asList(more));
        return Commands.run(arguments.toArray());
    }

    /// The last column of rows against the class they have.
    private double accuracy(List<String> lines) throws IOException {
        List<String> all = Files.readAllLines(penguins);
        List<String> complete = all.stream()
                .skip(1)
                .filter(line -> !line.split(",", -1)[2].isEmpty())
                .toList();
        assertThat(lines).hasSize(complete.size());
        int correct = 0;
        for (int i = 0; i < lines.size(); i++) {
            String predicted = lines.get(i).substring(lines.get(i).lastIndexOf(',') + 1);
            correct += complete.get(i).startsWith(predicted + ",") ? 1 : 0;
        }
        return (double) correct / lines.size();
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "16"})
    void classesArePredictedWithTheirProbabilities(String hidden) throws IOException {
        Commands.Result trained = train("Species", "Island,Sex", "--hidden", hidden);
        Commands.assertDone(trained);
        assertThat(trained.output())
                .contains("predicting  Species: 3 classes")
                .contains("342 rows x 4 columns")
                .contains("34 unseen rows")
                .contains("the most frequent class")
                .contains("this network")
                .contains("hourglass predict")
                .doesNotContain("NaN");
        if (hidden.equals("0")) {
            assertThat(trained.output()).contains("Newton's method").contains("a single layer");
        } else {
            assertThat(trained.output()).contains("logistic regression").contains("4-16-3");
        }
        Commands.Result predicted = predict();
        Commands.assertDone(predicted);
        List<String> lines = predicted.output().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("probability_Adelie,probability_Chinstrap,probability_Gentoo,Species");
        assertThat(accuracy(lines.subList(1, lines.size()))).isGreaterThan(0.97);
        Commands.Result inspected = Commands.run("inspect", model);
        Commands.assertDone(inspected);
        assertThat(inspected.output())
                .contains("predicts    Species: 3 classes: Adelie, Chinstrap, Gentoo")
                .contains("layer.0.weight  4 x");
    }

    @Test
    void twoClassesAndRowsWithoutAValue() throws IOException {
        // One penguin's sex is a dot, which would be a class of its own.
        Files.write(
                penguins,
                Files.readAllLines(penguins).stream()
                        .filter(line -> !line.endsWith(",."))
                        .toList());
        Commands.Result trained = train("Sex", "Species,Island", "--hidden", 0);
        Commands.assertDone(trained);
        assertThat(trained.output()).contains("Sex: 2 classes; 8 rows without a value left out");
        Commands.Result predicted = predict("-o", folder.resolve("o.npy"));
        Commands.assertDone(predicted);
        List<String> lines = predict().output().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("probability_FEMALE,probability_MALE,Sex");
        try (RowReader reader = DataFile.open(folder.resolve("o.npy"), ReadOptions.none())) {
            Matrix probabilities = DataFile.read(reader, "o.npy").toMatrix();
            assertThat(probabilities.columns()).isEqualTo(2);
            assertThat(probabilities.rows()).isEqualTo(lines.size() - 1);
            for (int row = 0; row < probabilities.rows(); row++) {
                assertThat(lines.get(row + 1))
                        .startsWith(probabilities.get(row, 0) + "," + probabilities.get(row, 1) + ",");
            }
        }
    }

    @Test
    void numbersArePredictedInTheirUnits() {
        Commands.Result trained = train("Body_Mass_(g)", "Species,Island,Sex", "--hidden", 0);
        Commands.assertDone(trained);
        assertThat(trained.output()).contains("RMSE").contains("numbers").contains("the mean");
        List<String> lines =
                predict("--label", "Body_Mass_(g)").output().lines().toList();
        assertThat(lines.getFirst()).isEqualTo("predicted_Body_Mass_(g),Body_Mass_(g)");
        double error = 0;
        for (String line : lines.subList(1, lines.size())) {
            String[] cells = line.split(",", -1);
            error += Math.abs(Double.parseDouble(cells[0]) - Double.parseDouble(cells[1])) / lines.size();
        }
        assertThat(error).isLessThan(400);
        assertThat(predict().output().lines().findFirst()).contains("Body_Mass_(g)");
    }

    @Test
    void everySolverPredictsTheSame() {
        List<String> first = new ArrayList<>();
        for (String solver : List.of("newton", "lbfgs", "gradient-descent")) {
            Commands.assertDone(train("Species", "Island,Sex", "--hidden", 0, "--solver", solver));
            List<String> classes = predict()
                    .output()
                    .lines()
                    .map(line -> line.substring(line.lastIndexOf(',') + 1))
                    .toList();
            if (first.isEmpty()) {
                first.addAll(classes);
            }
            assertThat(classes).as(solver).isEqualTo(first);
        }
        Commands.assertDone(train("Species", "Island,Sex", "--hidden", 0, "--solver", "stochastic", "--epochs", 5));
        assertThat(Commands.run("inspect", model).output()).contains("5 epochs");
    }

    @Test
    void theModelHasTheSameBytesOnAnyNumberOfThreads() throws IOException {
        for (String hidden : List.of("0", "16")) {
            Commands.assertDone(train("Species", "Island,Sex", "--hidden", hidden, "--threads", 1));
            byte[] first = Files.readAllBytes(model);
            Commands.assertDone(train("Species", "Island,Sex", "--hidden", hidden, "--threads", 3));
            assertThat(model).hasBinaryContent(first);
        }
    }

    @Test
    void optionsThatContradictAreRefused() throws IOException {
        assertThat(train("Species", "Island,Sex", "--code", 2, "--tied").messages())
                .contains("--predict does not go with --code, --tied");
        assertThat(train("Species", "Island,Sex", "--label", "Sex").messages())
                .contains("--predict does not go with --label");
        assertThat(train("Species", "Island,Sex", "--hidden", 8, "--solver", "newton")
                        .messages())
                .contains("--hidden 0");
        assertThat(train("Species", "Island,Sex", "--decay", -1).messages())
                .contains("weight decay must be at least 0, got -1.0");
        assertThat(train("Spezies", "Island,Sex").messages()).contains("did you mean \"Species\"?");
        assertThat(train("Species", "Island,Sex", "--as", "counts").messages())
                .contains("does not suit counts", "found Adelie");
        assertThat(train("Flipper_Length_(mm)", "Species,Island,Sex", "--as", "classes", "--hidden", 0)
                        .code())
                .isZero();
        Path digits = Commands.digits(folder);
        assertThat(Commands.run("train", digits, "--solver", "newton").messages())
                .contains("--solver needs --predict");
        assertThat(model).exists();
    }

    @Test
    void modelsOfTheOtherKindAreTurnedAway() throws IOException {
        Commands.assertDone(train("Species", "Island,Sex", "--hidden", 0));
        for (String command : List.of("score", "encode", "reconstruct")) {
            Commands.Result result = Commands.run(command, model, penguins);
            assertThat(result.code()).isEqualTo(65);
            assertThat(result.messages()).contains("hourglass predict");
        }
        // The column to predict may stand beside what was predicted.
        assertThat(predict("--label", "Species").output().lines().findFirst().orElseThrow())
                .endsWith(",predicted_Species,Species");
        // The recipe of a network makes no autoencoder.
        Path recipe = Files.writeString(
                folder.resolve("r.json"),
                Commands.run("inspect", "--recipe", model).output());
        Commands.Result refused = Commands.run("train", penguins, "--drop", "Species,Island,Sex", "--recipe", recipe);
        assertThat(refused.code()).as(refused.output()).isEqualTo(2);
        assertThat(refused.messages()).contains("predicts a column");
        // A predictor takes the place of another, which is kept.
        assertThat(train("Species", "Island,Sex", "--hidden", 0).output()).contains("the one before is");
    }

    @Test
    void theRecipeOfAPredictorTrainsTheSamePredictor() throws IOException {
        Commands.assertDone(train(
                "Species",
                "Island,Sex",
                "--hidden",
                16,
                "--dropout",
                0.2,
                "--decay",
                0.01,
                "--epochs",
                5,
                "--seed",
                9));
        byte[] first = Files.readAllBytes(model);
        String printed = Commands.run("inspect", "--recipe", model).output();
        assertThat(printed).contains("\"type\": \"dropout\"");
        Path recipe = Files.writeString(folder.resolve("r.json"), printed);
        Commands.assertDone(train("Species", "Island,Sex", "--recipe", recipe));
        assertThat(model).hasBinaryContent(first);

        // How long and how fast may be said beside it.
        Commands.assertDone(train(
                "Species", "Island,Sex", "--recipe", recipe, "--epochs", 3, "--optimizer", "sgd:0.9", "--rate", 0.02));
        assertThat(Commands.run("inspect", "--recipe", model).output())
                .contains("\"epochs\": 3", "\"type\": \"sgd\"", "\"rate\": 0.02", "\"momentum\": 0.9");

        Commands.Result contradicted = train("Species", "Island,Sex", "--recipe", recipe, "--dropout", 0.5);
        assertThat(contradicted.code()).isEqualTo(2);
        assertThat(contradicted.messages()).contains("a recipe already says what --dropout would");
        Commands.Result narrower = train("Species", "Island,Sex,Beak_Depth_(mm)", "--recipe", recipe);
        assertThat(narrower.code()).isEqualTo(65);
        assertThat(narrower.messages())
                .contains("expected 3 columns to learn from and 3 to predict, found 4 columns to learn from and 3");
    }

    @Test
    void theRecipeOfASingleLayerFindsTheSameOptimum() throws IOException {
        Commands.assertDone(train("Species", "Island,Sex", "--hidden", 0, "--decay", 0.01));
        byte[] first = Files.readAllBytes(model);
        Path recipe = Files.writeString(
                folder.resolve("r.json"),
                Commands.run("inspect", "--recipe", model).output());
        Commands.assertDone(train("Species", "Island,Sex", "--recipe", recipe));
        assertThat(model).hasBinaryContent(first);
        Commands.assertDone(
                train("Species", "Island,Sex", "--recipe", recipe, "--solver", "stochastic", "--epochs", 5));
        assertThat(Commands.run("inspect", model).output()).contains("5 epochs");
    }

    @Test
    void theRecipeOfAnAutoencoderPredictsNothing() throws IOException {
        Commands.assertDone(
                Commands.run("train", penguins, "--drop", "Species,Island,Sex", "--epochs", 2, "-o", model));
        Path recipe = Files.writeString(
                folder.resolve("r.json"),
                Commands.run("inspect", "--recipe", model).output());
        Commands.Result refused = train("Species", "Island,Sex", "--recipe", recipe);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("the recipe is that of an autoencoder");
    }

    /// Each loss whose targets classes or numbers can be; those that need several columns or others say so.
    @ParameterizedTest
    @CsvSource({
        "Species, categorical_crossentropy:0.1",
        "Species, kl_divergence",
        "Species, mean_squared_error",
        "Species, cosine_similarity",
        "Flipper_Length_(mm), huber:0.5",
        "Flipper_Length_(mm), log_cosh",
        "Flipper_Length_(mm), mean_absolute_error",
        "Flipper_Length_(mm), mean_absolute_percentage_error",
        "Flipper_Length_(mm), mean_squared_logarithmic_error",
        "Flipper_Length_(mm), binary_crossentropy",
        "Flipper_Length_(mm), poisson"
    })
    void anyLossTrainsANetwork(String column, String loss) {
        String drop = column.equals("Species") ? "Island,Sex" : "Species,Island,Sex";
        Commands.Result trained = train(column, drop, "--loss", loss, "--epochs", 20);
        Commands.assertDone(trained);
        assertThat(trained.output()).contains(column.equals("Species") ? "accuracy" : "RMSE");
        assertThat(Commands.run("inspect", model).output())
                .contains(" " + loss.replaceFirst(":.*", "") + " per row on ")
                .doesNotContain("nats");
        Commands.assertDone(predict("-o", folder.resolve("predicted.csv")));
    }

    @Test
    void aNetworkTrainedOnAnotherLossLearnsTheClasses() throws IOException {
        Commands.assertDone(train("Species", "Island,Sex", "--loss", "mean_squared_error", "--epochs", 200));
        Path predicted = folder.resolve("predicted.csv");
        Commands.assertDone(predict("-o", predicted));
        List<String> lines = Files.readAllLines(predicted);
        assertThat(accuracy(lines.subList(1, lines.size()))).isGreaterThan(0.95);
    }

    @Test
    void lossesThatDoNotSuitTheColumnAreRefused() throws IOException {
        Commands.Result several = train("Species", "Island,Sex", "--loss", "sparse_categorical_crossentropy:3");
        assertThat(several.code()).isEqualTo(2);
        assertThat(several.messages())
                .contains("several numbers for each column")
                .contains("categorical_crossentropy");
        Path two = Files.writeString(folder.resolve("two.csv"), "x,y\n" + "1,no\n2,yes\n".repeat(20));
        Commands.Result coupled =
                Commands.run("train", two, "--predict", "y", "--loss", "categorical_crossentropy", "-o", model);
        assertThat(coupled.code()).isEqualTo(2);
        assertThat(coupled.messages()).contains("compares several columns").contains("binary_crossentropy");
        Path counts = Files.writeString(folder.resolve("counts.csv"), "x,y\n" + "1,3\n2,5\n".repeat(20));
        Commands.Result exposed = Commands.run(
                "train",
                counts,
                "--predict",
                "y",
                "--as",
                "counts",
                "--likelihood",
                "negative_binomial:0.2:10",
                "-o",
                model);
        assertThat(exposed.code()).isEqualTo(2);
        assertThat(exposed.messages()).contains("exposure").contains("negative_binomial:0.2");
        Commands.Result solved =
                train("Species", "Island,Sex", "--hidden", 0, "--solver", "newton", "--loss", "mean_squared_error");
        assertThat(solved.code()).isEqualTo(2);
        assertThat(solved.messages()).contains("--hidden 0");
    }
}
