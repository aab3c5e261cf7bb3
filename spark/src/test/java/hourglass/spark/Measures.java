package hourglass.spark;

import hourglass.model.Model;
import hourglass.network.Parameters;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import org.apache.spark.ml.linalg.Vectors;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.apache.spark.storage.StorageLevel;

/// The figures of docs/spark.md: a program, not a test. its class path is that of the tests.
final class Measures {
    private static final int WIDTH = 20;
    private static final int BLOCK = 4096;

    private Measures() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments[0].equals("steps")) {
            steps();
            return;
        }
        SparkSession session = LocalSpark.session();
        switch (arguments[0]) {
            case "score" -> score(session, Integer.parseInt(arguments[1]));
            case "table" -> rounds(table(session, Integer.parseInt(arguments[1])), arguments);
            case "mnist" -> rounds(mnist(session, Path.of(arguments[1])), arguments);
            default -> throw new IllegalArgumentException(arguments[0]);
        }
        session.stop();
    }

    private static void say(String line) {
        System.out.println(line);
    }

    /// Twenty numbers of four causes and some noise.
    private static Row row(Random random) {
        double[] causes = random.doubles(4).map(it -> 2 * it - 1).toArray();
        Object[] cells = new Object[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            double sum = 0;
            for (int k = 0; k < causes.length; k++) {
                sum += causes[k] * Math.sin((j + 1) * (k + 1));
            }
            cells[j] = sum + 0.3 * sum * sum + 0.1 * random.nextGaussian();
        }
        return RowFactory.create(cells);
    }

    private static String[] names() {
        String[] names = new String[WIDTH];
        for (int j = 0; j < WIDTH; j++) {
            names[j] = "x" + j;
        }
        return names;
    }

    /// Made by the executors, a function of partition and seed.
    private static Dataset<Row> table(SparkSession session, int rows) {
        StructType schema = new StructType();
        for (String name : names()) {
            schema = schema.add(name, DataTypes.DoubleType);
        }
        int parts = 8;
        var made = new org.apache.spark.api.java.JavaSparkContext(session.sparkContext())
                .parallelize(List.of(0, 1, 2, 3, 4, 5, 6, 7), parts)
                .flatMap(part -> {
                    Random random = new Random(part);
                    return java.util.stream.IntStream.range(0, rows / parts)
                            .mapToObj(i -> row(random))
                            .iterator();
                });
        return session.createDataFrame(made, schema).persist(StorageLevel.MEMORY_AND_DISK());
    }

    private static Dataset<Row> mnist(SparkSession session, Path file) throws IOException {
        List<Row> rows = new ArrayList<>();
        try (DataInputStream stream = new DataInputStream(new GZIPInputStream(Files.newInputStream(file), 1 << 16))) {
            stream.readInt();
            int count = stream.readInt();
            int size = stream.readInt() * stream.readInt();
            for (int i = 0; i < count; i++) {
                byte[] pixels = stream.readNBytes(size);
                double[] numbers = new double[size];
                for (int j = 0; j < size; j++) {
                    numbers[j] = pixels[j] & 0xFF;
                }
                rows.add(RowFactory.create(Vectors.dense(numbers)));
            }
        }
        return session.createDataFrame(
                rows, new StructType().add("features", org.apache.spark.ml.linalg.SQLDataTypes.VectorType()));
    }

    /// The transformer beside the model itself on the same rows, in turns.
    private static void score(SparkSession session, int count) {
        Dataset<Row> rows = table(session, count);
        rows.count();
        HourglassModel model = new HourglassAutoencoder()
                .setInputCols(names())
                .setTraining("driver")
                .setEpochs(2)
                .fit(rows.limit(50_000))
                .setCodeCol("")
                .setReconstructionCol("");
        List<Frame> frames = new ArrayList<>();
        FrameBuilder builder = Frame.builder(List.of(names()));
        for (Row row : rows.collectAsList()) {
            for (int j = 0; j < WIDTH; j++) {
                builder.number(row.getDouble(j));
            }
            builder.endRow();
            if (builder.rows() == BLOCK) {
                frames.add(builder.build());
                builder = Frame.builder(List.of(names()));
            }
        }
        frames.add(builder.build());
        Model alone = model.model();
        for (int i = 0; i < 5; i++) {
            long before = cpu();
            long start = System.nanoTime();
            long flagged = 0;
            for (Frame frame : frames) {
                flagged +=
                        alone.judge(frame).stream().filter(it -> it.flagged()).count();
            }
            double direct = (System.nanoTime() - start) * 1e-9;
            double directCpu = (cpu() - before) * 1e-9;
            before = cpu();
            start = System.nanoTime();
            model.transform(rows).write().format("noop").mode("overwrite").save();
            double spark = (System.nanoTime() - start) * 1e-9;
            double sparkCpu = (cpu() - before) * 1e-9;
            say(String.format(
                    Locale.ROOT,
                    "%d rows, %d flagged: model %.2f s (CPU %.2f), transformer %.2f s (CPU %.2f): %.0f %% (CPU %.0f %%)",
                    count,
                    flagged,
                    direct,
                    directCpu,
                    spark,
                    sparkCpu,
                    100 * direct / spark,
                    100 * directCpu / sparkCpu));
        }
    }

    /// Seconds of processors that this process has used, in nanoseconds: of use where others work too.
    private static long cpu() {
        return ((com.sun.management.OperatingSystemMXBean)
                        java.lang.management.ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }

    /// Validation losses by epoch: the driver alone, then rounds.
    ///
    /// @param arguments `…, …, epochs, batch, alone, steps:workers:rate:momentum …`; alone is the loss of the driver if
    /// it is
    ///     known, else 0
    private static void rounds(Dataset<Row> rows, String... arguments) {
        HourglassAutoencoder stage = new HourglassAutoencoder();
        if (!List.of(rows.columns()).contains("features")) {
            stage.setInputCols(names());
        }
        stage.setEpochs(Integer.parseInt(arguments[2])).setBatch(Integer.parseInt(arguments[3]));
        double known = Double.parseDouble(arguments[4]);
        double alone = known > 0 ? known : told("driver", stage.setTraining("driver"), rows, Double.NaN);
        for (int i = 5; i < arguments.length; i++) {
            String[] words = arguments[i].split(":", -1);
            told(
                    arguments[i],
                    stage.setTraining("rounds")
                            .setRoundSteps(Integer.parseInt(words[0]))
                            .setWorkers(Integer.parseInt(words[1]))
                            .setRoundRate(Double.parseDouble(words[2]))
                            .setRoundMomentum(Double.parseDouble(words[3])),
                    rows,
                    alone);
        }
    }

    private static double told(String name, HourglassAutoencoder stage, Dataset<Row> rows, double alone) {
        long start = System.nanoTime();
        Model model = stage.fit(rows).model();
        double loss = model.card().validationLoss().orElseThrow();
        say(String.format(
                Locale.ROOT,
                "%s: validation loss %.5f (%+.2f %%), epoch %d of %d, %.0f s, code %d",
                name,
                loss,
                100 * (loss - alone) / Math.abs(alone),
                model.card().bestEpoch(),
                model.card().epochs(),
                (System.nanoTime() - start) * 1e-9,
                model.recipe().architecture().codeSize()));
        return loss;
    }

    /// What a step of shards costs on the cluster of two workers, and one of the driver alone: the difference of fits
    /// that
    /// differ in their epochs only.
    private static void steps() throws IOException {
        try (Cluster cluster = Cluster.in(Files.createTempDirectory("hourglass-cluster"))) {
            SparkSession session = cluster.session(Map.of());
            Cluster.awaitExecutors(session);
            Dataset<Row> rows = table(session, 9_200);
            for (String hidden : List.of("64", "512,256", "1024,512")) {
                HourglassAutoencoder stage = new HourglassAutoencoder()
                        .setInputCols(names())
                        .setHidden(hidden)
                        .setBatch(2_048)
                        .setPartitions(2);
                stage.setTraining("shards").setEpochs(1).fit(rows);
                double shards = ofStep(stage, rows);
                double driver = ofStep(stage.setTraining("driver"), rows);
                Model model = stage.setEpochs(1).fit(rows).model();
                say(String.format(
                        Locale.ROOT,
                        "hidden %s, %d parameters: a step of two shards %.0f ms, of the driver %.0f ms",
                        hidden,
                        Parameters.count(model.recipe().architecture()),
                        shards,
                        driver));
            }
            session.stop();
        }
    }

    private static double ofStep(HourglassAutoencoder stage, Dataset<Row> rows) {
        long start = System.nanoTime();
        stage.setEpochs(2).fit(rows);
        long middle = System.nanoTime();
        Model model = stage.setEpochs(10).fit(rows).model();
        long end = System.nanoTime();
        int steps = 8 * ((model.card().trainingRows() + 2_047) / 2_048);
        return (end - middle - (middle - start)) * 1e-6 / steps;
    }
}
