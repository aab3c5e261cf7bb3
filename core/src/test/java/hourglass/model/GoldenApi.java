package hourglass.model;

import hourglass.activation.Activation;
import hourglass.activation.Linear;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.objective.Domain;
import hourglass.objective.Elementwise;
import hourglass.objective.Likelihood;
import hourglass.objective.StudentT;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.table.ValueType;
import hourglass.train.Checkpoint;
import hourglass.train.CheckpointFile;
import hourglass.train.EpochResult;
import hourglass.train.RecipeJson;
import hourglass.train.Split;
import hourglass.train.TrainingRun;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.StringJoiner;
import java.util.stream.IntStream;

/// All that the golden tests use of the API, in one place: where names change, this changes and the golden files stay.
///
/// What a golden file gives is told in lines of text, a word and numbers that are read back to the same bits.
final class GoldenApi {
    /// So many rows, the first of a table, are what models are asked about.
    private static final int ROWS = 12;

    /// The column that autoencoders leave aside.
    static final String LABEL = "digit";

    /// A model file names its likelihood but cannot bring code.
    private static final List<Class<? extends Likelihood>> OWN = List.of(NormalWithVariance.class, Cauchy.class);

    private GoldenApi() {}

    /// A user's own likelihood inside another class, with a setting: l = log(1 + ((x − η) / scale)²).
    record Cauchy(float scale) implements Elementwise, Likelihood {
        @Override
        public String name() {
            return "cauchy";
        }

        @Override
        public Domain domain(int column) {
            return Domain.REAL;
        }

        @Override
        public Activation output() {
            return new Linear();
        }

        @Override
        public double loss(float eta, float x) {
            double ratio = ((double) eta - x) / scale;
            return StrictMath.log1p(ratio * ratio);
        }

        @Override
        public double lossAndGradient(
                float[] eta, int etaOffset, float[] x, int xOffset, float factor, float[] g, int gOffset, int n) {
            for (int j = 0; j < n; j++) {
                double difference = (double) eta[etaOffset + j] - x[xOffset + j];
                double slope = 2 * difference / ((double) scale * scale + difference * difference);
                g[gOffset + j] = (float) (factor * slope);
            }
            return rowLoss(eta, etaOffset, x, xOffset, n);
        }

        @Override
        public double constant(Matrix x) {
            return StrictMath.log(Math.PI * scale) * x.rows() * x.columns();
        }

        @Override
        public void sample(Matrix eta, long seed, long first, Matrix x) {
            new StudentT(1, scale).sample(eta, seed, first, x);
        }
    }

    /// What the kernels are that models of this module's tests are read, trained and used with.
    static String kernels() {
        return Kernels.fastest().kernels().description();
    }

    /// A table of numbers with a heading. Read here, because core has no readers of files: golden files are about
    /// models.
    ///
    /// @param label the column to set aside, if the table has it
    static Table table(Path file, String label) {
        try {
            List<String> lines = Files.readAllLines(file);
            List<String> columns = new ArrayList<>(List.of(lines.getFirst().split(",", -1)));
            int aside = columns.indexOf(label);
            columns.remove(label);
            Matrix rows = Matrix.zeros(lines.size() - 1, columns.size());
            List<String> labels = new ArrayList<>();
            for (int row = 0; row < rows.rows(); row++) {
                List<String> values = new ArrayList<>(List.of(lines.get(row + 1).split(",", -1)));
                if (aside >= 0) {
                    labels.add(values.remove(aside));
                }
                for (int j = 0; j < columns.size(); j++) {
                    rows.set(row, j, Float.parseFloat(values.get(j)));
                }
            }
            return new Table(columns, List.of(columns.size()), ValueType.REAL, rows, labels);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Model load(Path file) {
        return Model.load(file, OWN);
    }

    /// What an autoencoder says about the first rows of a table; a variational one draws samples too.
    static List<String> model(Path file, Path table) {
        Model model = load(file);
        Matrix rows = first(table(table, LABEL));
        List<String> lines = new ArrayList<>();
        for (double score : model.score(rows)) {
            lines.add("score " + score);
        }
        Matrix codes = model.encode(rows);
        add(lines, "code", codes);
        add(lines, "reconstruction", model.reconstruct(rows));
        add(lines, "decoded", model.decode(codes));
        if (model.isVariational()) {
            add(lines, "sample", model.sample(5, 3, 7));
        }
        return lines;
    }

    /// A series of numbers with a heading, an empty cell being a hole.
    static Frame frame(Path file) {
        try {
            List<String> lines = Files.readAllLines(file);
            FrameBuilder builder = Frame.builder(List.of(lines.getFirst().split(",", -1)));
            for (String line : lines.subList(1, lines.size())) {
                for (String cell : line.split(",", -1)) {
                    if (cell.isEmpty()) {
                        builder.missing("");
                    } else {
                        builder.number(Double.parseDouble(cell));
                    }
                }
                builder.endRow();
            }
            return builder.build();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// What a model of a series says about all rows: how they are cut, judged and flagged.
    static List<String> series(Path file, Path table) {
        List<String> lines = new ArrayList<>();
        for (Verdict verdict : load(file).judge(frame(table))) {
            lines.add(
                    "row " + verdict.row() + " " + verdict.score() + " " + verdict.pValue() + " " + verdict.flagged());
        }
        return lines;
    }

    /// What a predictor says about the first rows of a table.
    static List<String> predictor(Path file, Path table) {
        Model model = Model.load(file);
        Task.Predict task = (Task.Predict) model.task();
        Table rows = table(table, task.outcome().column());
        Pairs pairs = Pairs.toPredict(rows, task.outcome());
        List<String> lines = new ArrayList<>();
        add(lines, "prediction", model.predict(first(rows)));
        Matrix inputs = model.columns().encode(first(pairs.inputs()));
        Matrix targets = task.target().scaled(first(pairs.targets()));
        for (double loss : model.network().loss(inputs, targets)) {
            lines.add("loss " + loss);
        }
        return lines;
    }

    /// What a run comes to that goes on from a checkpoint: all its epochs and the hash of its parameters.
    static List<String> checkpoint(Path file, Path table) {
        Checkpoint checkpoint = CheckpointFile.load(file, RecipeJson.with(OWN)).checkpoint();
        Table dataset = table(table, LABEL);
        Prepared prepared = Prepared.of(
                dataset,
                new Advice(
                        ValueKind.of(dataset), ScalingKind.STANDARDIZE, ScalingKind.STANDARDIZE, checkpoint.recipe()));
        List<String> lines = new ArrayList<>();
        lines.add("from step " + checkpoint.step());
        try (TrainingRun run =
                TrainingRun.resume(checkpoint, prepared.training(), prepared.validation(), Kernels.plain(), 2)) {
            while (run.advance()) {}
            for (EpochResult epoch : run.history()) {
                lines.add("epoch " + epoch.epoch() + " " + epoch.loss() + " " + epoch.penalty() + " "
                        + epoch.validation().orElseThrow() + " " + epoch.rate());
            }
            lines.add("best epoch " + run.bestEpoch());
            lines.add("parameters " + hash(run.network().parameters().block()));
        }
        return lines;
    }

    private static Matrix first(Table dataset) {
        return Split.select(dataset.rows(), IntStream.range(0, ROWS).toArray());
    }

    private static void add(List<String> lines, String word, Matrix matrix) {
        for (int row = 0; row < matrix.rows(); row++) {
            StringJoiner numbers = new StringJoiner(" ", word + " ", "");
            for (int j = 0; j < matrix.columns(); j++) {
                numbers.add(Float.toString(matrix.get(row, j)));
            }
            lines.add(numbers.toString());
        }
    }

    private static String hash(float[] numbers) {
        ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * numbers.length).order(ByteOrder.LITTLE_ENDIAN);
        bytes.asFloatBuffer().put(numbers);
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes.array()));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
