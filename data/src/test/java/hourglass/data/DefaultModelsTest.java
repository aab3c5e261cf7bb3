package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Outcome;
import hourglass.model.OutcomeKind;
import hourglass.model.Pairs;
import hourglass.model.Scaling;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.network.Parameters;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.TopK;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/// The bits of what the default recipes give on the bundled tables, after three epochs with plain Java's kernels, whose
/// arithmetic is the same on every machine: reading, splitting, scaling, advice, initial numbers and training in one.
class DefaultModelsTest {
    private static final Wishes WISHES = Wishes.none().withEpochs(3);

    @BeforeAll
    static void theKernelsArePlain() {
        assertThat(Kernels.fastest().kernels().description()).isEqualTo("plain Java");
    }

    private static Table digits() {
        return table("digits.csv.gz", "column64", List.of());
    }

    /// Two penguins were not measured.
    private static Table penguins(String label) {
        return table(
                "penguins.csv",
                label,
                label.equals("Species") ? List.of("Island", "Sex") : List.of("Species", "Island", "Sex"));
    }

    private static Table visits(String label) {
        return table("randhie.csv.gz", label, List.of());
    }

    /// The rows without a hole, as numbers and perhaps a label.
    private static Table table(String file, String label, List<String> dropped) {
        Frame rows = DataFile.read(Path.of("../cli/src/main/resources/hourglass/cli", file));
        List<String> columns = new ArrayList<>(rows.names());
        columns.removeAll(dropped);
        columns.remove(label);
        int[] places = columns.stream().mapToInt(rows::indexOf).toArray();
        int[] whole = IntStream.range(0, rows.rows())
                .filter(row -> Arrays.stream(places).allMatch(place -> rows.isNumber(row, place)))
                .toArray();
        Matrix numbers = Matrix.zeros(whole.length, places.length);
        List<String> labels = new ArrayList<>();
        boolean integers = true;
        for (int i = 0; i < whole.length; i++) {
            for (int j = 0; j < places.length; j++) {
                numbers.set(i, j, (float) rows.number(whole[i], places[j]));
                integers &= numbers.get(i, j) == Math.rint(numbers.get(i, j));
            }
            if (!label.isEmpty()) {
                labels.add(rows.text(whole[i], rows.indexOf(label)));
            }
        }
        ValueType type = integers ? ValueType.INTEGER : ValueType.REAL;
        return new Table(columns, List.of(columns.size()), type, numbers, labels);
    }

    @Test
    void autoencoderOfDigits() {
        assertBits(Model.train(digits(), WISHES), "f3c64deff6e10d593f48ffc9d1a0ab79b10f1b6a748130191057e8e668e338dc");
    }

    @Test
    void digitsWithTiedWeights() {
        assertBits(
                Model.train(digits(), WISHES.withTied(true)),
                "b0137d1fcf713ff437e0a35e904c1ec86f5cf60aab0cb2a3b64b4b151760c389");
    }

    @Test
    void digitsWithAVariationalCode() {
        assertBits(
                Model.train(digits(), WISHES.withVariational(1)),
                "abe430a8772d0597f72b426ff8e44b35bbbb1000c04970fba825ba403c635089");
    }

    @Test
    void digitsWithACodeOfTheLargest() {
        assertBits(
                Model.train(digits(), WISHES.withHidden(List.of()).withCode(128).withSparsity(new TopK(8))),
                "3358b4847d9837d750c56de7be76d8eef7c2f796d8ca058d4a5f4868f06746ee");
    }

    @Test
    void digitsWithAContractiveCode() {
        assertBits(
                Model.train(digits(), WISHES.withSparsity(new Penalize(new Penalty.Contractive(0.1f)))),
                "eb96f7d5f09de37776a5985787a2592ac74a914a9474328bfba5f289946963c1");
    }

    @Test
    void classesOfDigits() {
        assertBits(
                predictor(digits(), "digit", Optional.empty(), WISHES),
                "35ce6a7799c39f54debbb408fb3faaf96a4bc33fd0ae0d27fad92c63bec26b10");
    }

    @Test
    void autoencoderOfPenguins() {
        assertBits(
                Model.train(penguins("Species"), WISHES),
                "afa231009e6043d5df58765623d387eee3d65e53daf4bc357404dd6e7ad40a25");
    }

    @Test
    void speciesOfPenguins() {
        assertBits(
                predictor(penguins("Species"), "Species", Optional.empty(), WISHES),
                "5ddf8d415020540858d2b1c28a4d0648fddc59da0e6a9f52d995200849aecda4");
    }

    @Test
    void speciesOfPenguinsByASingleLayer() {
        assertBits(
                predictor(
                        penguins("Species"),
                        "Species",
                        Optional.empty(),
                        Wishes.none().withHidden(List.of())),
                "1e75b54990cf480f1dd2ebec978a852a2a890757294623e8d3850a3c22c7e3f5");
    }

    @Test
    void massOfPenguins() {
        assertBits(
                predictor(penguins("Body_Mass_(g)"), "Body_Mass_(g)", Optional.of(OutcomeKind.NUMBERS), WISHES),
                "2cb1c0e7d1f39c859e5613b1474749ce5667bcfcbe4d8f4da3e68136dda3e908");
    }

    @Test
    void autoencoderOfVisits() {
        assertBits(Model.train(visits(""), WISHES), "2ddc1ea6f35a3535c148afec8d64a32d2d432649262f7f11f08ae263be52ae85");
    }

    @Test
    void numberOfVisits() {
        Table rows = visits("mdvis");
        assertBits(
                predictor(rows, "mdvis", Optional.of(OutcomeKind.COUNTS), WISHES),
                "8ffb0ad0d7500d7c8b9d972f57fc75f5a3e84a6a6c5d7fc54f6d60956e49c5a5");
    }

    private static Model predictor(Table rows, String column, Optional<OutcomeKind> kind, Wishes wishes) {
        return Model.train(Pairs.toPredict(rows, Outcome.of(column, rows.labels(), kind)), wishes);
    }

    private static void assertBits(Model model, String expected) {
        assertThat(hash(model))
                .as(
                        "the arithmetic of a default recipe has changed: a change that is meant to change arithmetic says so "
                                + "in its commit and updates this")
                .isEqualTo(expected);
    }

    /// SHA-256 of name, shape and numbers of each tensor of the model's file, in the order of names.
    private static String hash(Model model) {
        SortedMap<String, float[]> tensors = new TreeMap<>();
        Parameters parameters = model.network().parameters();
        for (Parameters.Tensor tensor : parameters.tensors()) {
            String shape = (tensor.isWeight() ? tensor.rows() + ", " : "") + tensor.columns();
            tensors.put(
                    tensor.name() + " [" + shape + "]\n",
                    Arrays.copyOfRange(parameters.block(), tensor.offset(), tensor.offset() + tensor.size()));
        }
        add(tensors, "scaling.input", model.columns().scaling());
        add(tensors, "scaling.target", model.task().target());
        MessageDigest digest = sha256();
        tensors.forEach((name, numbers) -> {
            digest.update(name.getBytes(StandardCharsets.UTF_8));
            ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
            bytes.asFloatBuffer().put(numbers);
            digest.update(bytes);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    private static void add(SortedMap<String, float[]> tensors, String name, Scaling scaling) {
        String shape = " [" + scaling.columns() + "]\n";
        tensors.put(name + ".offset" + shape, scaling.offsets());
        tensors.put(name + ".scale" + shape, scaling.scales());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }
}
