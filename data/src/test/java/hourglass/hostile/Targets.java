package hourglass.hostile;

import hourglass.column.Column;
import hourglass.column.Kind;
import hourglass.column.Period;
import hourglass.column.Schema;
import hourglass.column.SchemaJson;
import hourglass.data.DataFile;
import hourglass.data.row.ReadOptions;
import hourglass.json.Json;
import hourglass.json.SettingsFile;
import hourglass.model.Model;
import hourglass.storage.TensorFile;
import hourglass.train.CheckpointFile;
import hourglass.train.RecipeJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// Every parser that meets files of strangers, with what it is attacked by.
final class Targets {
    private static final Path GOLDEN = Path.of("../core/src/test/resources/golden");
    private static final int QUICK = Integer.MAX_VALUE;

    /// Words of recipes and models.
    private static final String[] SETTINGS = {
        "type",
        "dense",
        "dropout",
        "top_k",
        "convolve",
        "layers",
        "features",
        "units",
        "input",
        "output",
        "rate",
        "adam",
        "epochs",
        "batch",
        "seed",
        "gaussian",
        "bernoulli",
        "mixed",
        "encode",
        "columns",
        "numbers",
        "kind",
        "format",
        "format_version",
        "recipe",
        "task",
        "calibration",
        "card",
        "dtype",
        "F32",
        "F64",
        "shape",
        "data_offsets",
        "__metadata__",
        "sha256",
        "parameters",
        "progress",
        "optimizer_steps",
        "real",
        "category",
        "calendar",
        "levels",
        "reproduce",
        "predict",
        "variational",
        "tied",
        "penalize",
        "nan",
        "infinity"
    };

    private final Path folder;

    /// @param folder for files that are read from a disk
    Targets(Path folder) {
        this.folder = folder;
    }

    List<Target> all() throws IOException {
        List<Target> all = new ArrayList<>();
        all.addAll(settings());
        all.addAll(models());
        all.addAll(Tables.of(this));
        all.addAll(Pictures.of(this));
        return all;
    }

    private List<Target> settings() throws IOException {
        List<byte[]> recipes = new ArrayList<>();
        for (byte[] model : golden(".hourglass")) {
            TensorFile file = TensorFile.read(new ByteArrayInputStream(model), "a valid model");
            recipes.add(utf8(file.text("recipe", "a valid model")));
        }
        List<byte[]> schemas = schemas();
        Mutation mutation = Mutation.anyOf(
                TextMutation.ofWords(SETTINGS),
                TextMutation.ofWords(SETTINGS),
                ByteMutation.ofWords("\"", "{", "\\u", "\uFEFF"));
        return List.of(
                new Target("json", 600, QUICK, recipes, mutation, bytes -> Json.parse(bytes, "input")),
                new Target(
                        "recipe",
                        300,
                        QUICK,
                        recipes,
                        mutation,
                        bytes -> RecipeJson.standard().read(write("a.json", bytes))),
                new Target("schema", 300, QUICK, schemas, mutation, bytes -> SchemaJson.read(write("a.json", bytes))),
                new Target(
                        "settings file",
                        200,
                        QUICK,
                        encodings(schemas),
                        mutation,
                        bytes -> SettingsFile.text(write("a.json", bytes), "recipe")));
    }

    private static List<byte[]> schemas() {
        Schema every = new Schema(List.of(
                new Column("order", new Kind.SetAside(Kind.Reason.IDENTIFIER)),
                new Column("northing", new Kind.Real(5_000_000)),
                new Column("amount", new Kind.Skewed(2)),
                new Column("visits", new Kind.Count()),
                new Column("member", new Kind.YesNo("no", "yes")),
                new Column("city", new Kind.Category(List.of("Bern", "Basel"))),
                new Column("size", new Kind.Ordinal(List.of("S", "M", "L"))),
                new Column("opened", new Kind.Calendar("", true, 18_262, List.of(Period.DAY, Period.WEEK))),
                new Column("unit", new Kind.Constant("14.5"))));
        return List.of(utf8(SchemaJson.text(every)), utf8("{\"numbers\": [\"a\", \"b\", \"c\"]}"));
    }

    private static List<byte[]> encodings(List<byte[]> texts) {
        List<byte[]> all = new ArrayList<>(texts);
        for (byte[] text : texts) {
            String marked = "\uFEFF" + new String(text, StandardCharsets.UTF_8);
            all.add(utf8(marked));
            all.add(marked.getBytes(StandardCharsets.UTF_16LE));
            all.add(marked.getBytes(StandardCharsets.UTF_16BE));
        }
        return all;
    }

    private List<Target> models() throws IOException {
        List<byte[]> models = golden(".hourglass");
        List<byte[]> checkpoints = golden(".checkpoint");
        return List.of(
                new Target(
                        "tensor file",
                        600,
                        QUICK,
                        models,
                        new ModelMutation(models, SETTINGS),
                        bytes -> TensorFile.read(write("a.model", bytes))),
                new Target(
                        "model",
                        600,
                        QUICK,
                        models,
                        new ModelMutation(models, SETTINGS),
                        bytes -> Model.load(new ByteArrayInputStream(bytes))),
                new Target(
                        "checkpoint",
                        300,
                        QUICK,
                        checkpoints,
                        new ModelMutation(checkpoints, SETTINGS),
                        bytes -> CheckpointFile.load(write("a.checkpoint", bytes), RecipeJson.standard())));
    }

    /// Files of the first versions, but those that need objectives of a user's own.
    private static List<byte[]> golden(String suffix) throws IOException {
        List<byte[]> files = new ArrayList<>();
        try (Stream<Path> all = Files.walk(GOLDEN)) {
            for (Path file : all.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(suffix) && !name.startsWith("own-")) {
                    files.add(Files.readAllBytes(file));
                }
            }
        }
        return files;
    }

    /// Reads all rows of a file of this name.
    Consumer<byte[]> rows(String name) {
        return bytes -> DataFile.read(write(name, bytes), ReadOptions.none());
    }

    private Path write(String name, byte[] bytes) {
        try {
            return Files.write(folder.resolve(name), bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
