package hourglass.cli;

import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.zip.GZIPOutputStream;

/// A folder in which commands of the documents run in a shell as they are typed, with files that documents take to be
/// the reader's own: the four files of MNIST in `M`, a table `F.csv`,
/// a series `nyc_taxi.csv.gz`.
final class ReadersFolder implements AutoCloseable {
    private static final int MINUTES = 5;
    private static final int SIDE = 28;
    private static final List<String> SHARED = List.of("docs", "examples");

    private final Path folder;
    private final Path binaries;

    ReadersFolder(Path folder) throws IOException {
        this.folder = folder;
        this.binaries = Files.createDirectory(folder.resolve("bin"));
        for (Path program : new Path[] {folder.resolve("hourglass"), binaries.resolve("hourglass")}) {
            Files.writeString(
                    program,
                    "#!/bin/sh\nexec '%s/java' -XX:+UseSerialGC --enable-native-access=ALL-UNNAMED -cp '%s' hourglass.cli.Main \"$@\"\n"
                            .formatted(javaHome(), classPath()));
            if (!program.toFile().setExecutable(true)) {
                throw new IOException("cannot make " + program + " a program");
            }
        }
        for (String shared : SHARED) {
            Files.createSymbolicLink(folder.resolve(shared), Document.PROJECT.resolve(shared));
        }
        addMnist();
        addTable();
        addSeries();
    }

    /// Takes away what leads out of the folder.
    @Override
    public void close() throws IOException {
        for (String shared : SHARED) {
            Files.delete(folder.resolve(shared));
        }
    }

    /// What a command came to.
    record Result(int code, String output) {}

    static String classPath() {
        return System.getProperty("java.class.path");
    }

    private static Path javaHome() {
        return Path.of(System.getProperty("java.home"), "bin");
    }

    Result run(String command) throws IOException, InterruptedException {
        Path log = folder.resolve("log.txt");
        ProcessBuilder builder = new ProcessBuilder("/bin/sh", "-c", command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().merge("PATH", binaries + ":" + javaHome(), (old, own) -> own + ":" + old);
        Process process = builder.start();
        if (!process.waitFor(MINUTES, TimeUnit.MINUTES)) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly().waitFor();
            return new Result(-1, "not done after " + MINUTES + " minutes: " + Files.readString(log));
        }
        return new Result(process.exitValue(), Files.readString(log));
    }

    /// Files of the names and the form of MNIST: digits of 8 x 8 pixels enlarged, 100 to learn from, 40 to judge.
    private void addMnist() throws IOException {
        Path mnist = Files.createDirectory(folder.resolve("M"));
        float[] pixels = Commands.digits().rows().toMatrix().array();
        List<String> labels = Commands.digits().labels();
        for (Map.Entry<String, int[]> part : Map.of("train", new int[] {0, 100}, "t10k", new int[] {100, 140})
                .entrySet()) {
            int from = part.getValue()[0];
            int to = part.getValue()[1];
            try (DataOutputStream images = idx(mnist.resolve(part.getKey() + "-images-idx3-ubyte.gz"), 3);
                    DataOutputStream classes = idx(mnist.resolve(part.getKey() + "-labels-idx1-ubyte.gz"), 1)) {
                images.writeInt(to - from);
                images.writeInt(SIDE);
                images.writeInt(SIDE);
                classes.writeInt(to - from);
                for (int row = from; row < to; row++) {
                    classes.writeByte(Integer.parseInt(labels.get(row)));
                    for (int i = 0; i < SIDE * SIDE; i++) {
                        int pixel = i / SIDE * 8 / SIDE * 8 + i % SIDE * 8 / SIDE;
                        images.writeByte((int) Math.min(255, 16 * pixels[row * 64 + pixel]));
                    }
                }
            }
        }
    }

    private static DataOutputStream idx(Path file, int dimensions) throws IOException {
        OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file));
        DataOutputStream idx = new DataOutputStream(stream);
        idx.writeInt(0x800 + dimensions);
        return idx;
    }

    /// Ten columns that three numbers explain but for noise.
    private void addTable() throws IOException {
        Random random = new Random(3);
        StringBuilder rows = new StringBuilder("a,b,c,d,e,f,g,h,i,j\n");
        for (int row = 0; row < 1000; row++) {
            double[] hidden = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
            for (int j = 0; j < 10; j++) {
                rows.append(hidden[j % 3] - hidden[(j + 1) % 3] * j / 10 + random.nextGaussian() / 10)
                        .append(j == 9 ? '\n' : ',');
            }
        }
        Files.writeString(folder.resolve("F.csv"), rows);
    }

    /// Forty days of half hours.
    private void addSeries() throws IOException {
        Random random = new Random(4);
        StringBuilder rows = new StringBuilder("timestamp,value\n");
        for (int row = 0; row < 48 * 40; row++) {
            rows.append(LocalDateTime.of(2014, 7, 1, 0, 0)
                            .plusMinutes(30L * row)
                            .toString()
                            .replace('T', ' '))
                    .append(":00,")
                    .append(Math.round(15_000 - 7_000 * Math.cos(2 * Math.PI * row / 48) + 500 * random.nextGaussian()))
                    .append('\n');
        }
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(folder.resolve("nyc_taxi.csv.gz")))) {
            stream.write(rows.toString().getBytes(StandardCharsets.UTF_8));
        }
    }
}
