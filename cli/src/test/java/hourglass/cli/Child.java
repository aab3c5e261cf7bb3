package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/// The command line in a process of its own, in surroundings of one's choice.
///
/// @param classPath what it is started from
/// @param options of Java
record Child(Path folder, List<String> classPath, List<String> options) {
    private static final int LONGEST_SECONDS = 180;

    /// As the tests run.
    static Child in(Path folder) {
        return new Child(
                folder,
                Arrays.stream(System.getProperty("java.class.path").split(System.getProperty("path.separator"), -1))
                        .map(it -> Path.of(it).toAbsolutePath().toString())
                        .toList(),
                List.of());
    }

    Child with(String... more) {
        List<String> all = new ArrayList<>(options);
        all.addAll(List.of(more));
        return new Child(folder, classPath, all);
    }

    Process start(Object... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "--enable-native-access=ALL-UNNAMED",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(
                List.of("-cp", String.join(System.getProperty("path.separator"), classPath), "hourglass.cli.Main"));
        Arrays.stream(arguments).map(Object::toString).forEach(command::add);
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log().toFile())
                .start();
    }

    Path log() {
        return folder.resolve("log.txt");
    }

    Commands.Result run(Object... arguments) throws IOException, InterruptedException {
        return end(start(arguments));
    }

    Commands.Result end(Process process) throws IOException, InterruptedException {
        boolean ended = process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
        process.destroyForcibly().waitFor();
        String said = Files.readString(log());
        assertThat(ended).as("ended in time: " + said).isTrue();
        return new Commands.Result(process.exitValue(), "", said);
    }

    /// This, with the entries of a jar changed.
    ///
    /// @param change of the bytes of an entry; null leaves it out
    Child changed(String jar, String entry, Function<byte[], byte[]> change) throws IOException {
        List<String> paths = new ArrayList<>(classPath);
        for (int i = 0; i < paths.size(); i++) {
            String name = String.valueOf(Path.of(paths.get(i)).getFileName());
            if (name.matches(jar)) {
                Path copy = folder.resolve(name);
                try (ZipFile from = new ZipFile(paths.get(i));
                        OutputStream stream = Files.newOutputStream(copy);
                        ZipOutputStream to = new ZipOutputStream(stream)) {
                    to.setMethod(ZipOutputStream.STORED);
                    for (ZipEntry each : from.stream().map(ZipEntry.class::cast).toList()) {
                        try (InputStream content = from.getInputStream(each)) {
                            byte[] bytes = content.readAllBytes();
                            store(to, each.getName(), each.getName().matches(entry) ? change.apply(bytes) : bytes);
                        }
                    }
                }
                paths.set(i, copy.toString());
            }
        }
        return new Child(folder, paths, options);
    }

    private static void store(ZipOutputStream to, String name, byte[] bytes) throws IOException {
        CRC32 crc = new CRC32();
        crc.update(bytes);
        ZipEntry entry = new ZipEntry(name);
        entry.setSize(bytes.length);
        entry.setCrc(crc.getValue());
        to.putNextEntry(entry);
        to.write(bytes);
        to.closeEntry();
    }

    /// This, from one jar with everything in it, as shading tools make them: the lists of services joined.
    Child fat() throws IOException {
        Path jar = folder.resolve("fat.jar");
        Set<String> names = new HashSet<>();
        try (OutputStream stream = Files.newOutputStream(jar);
                ZipOutputStream to = new ZipOutputStream(stream)) {
            to.setMethod(ZipOutputStream.STORED);
            StringBuilder kernels = new StringBuilder();
            for (String path : classPath) {
                if (path.contains("test-classes") || path.matches(".*(junit|assertj|archunit|byte-buddy|slf4j).*")) {
                    continue;
                }
                if (Files.isDirectory(Path.of(path))) {
                    try (Stream<Path> files = Files.walk(Path.of(path))) {
                        for (Path file : files.filter(Files::isRegularFile).toList()) {
                            add(
                                    to,
                                    names,
                                    kernels,
                                    Path.of(path).relativize(file).toString(),
                                    Files.readAllBytes(file));
                        }
                    }
                } else if (Files.exists(Path.of(path))) {
                    try (ZipFile from = new ZipFile(path)) {
                        for (ZipEntry each :
                                from.stream().map(ZipEntry.class::cast).toList()) {
                            try (InputStream content = from.getInputStream(each)) {
                                add(to, names, kernels, each.getName(), content.readAllBytes());
                            }
                        }
                    }
                }
            }
            store(to, SERVICES, kernels.toString().getBytes(StandardCharsets.UTF_8));
        }
        return new Child(folder, List.of(jar.toString()), options);
    }

    private static final String SERVICES = "META-INF/services/hourglass.matrix.KernelsProvider";

    private static void add(ZipOutputStream to, Set<String> names, StringBuilder kernels, String name, byte[] bytes)
            throws IOException {
        if (name.equals(SERVICES)) {
            kernels.append(new String(bytes, StandardCharsets.UTF_8)).append('\n');
        } else if (!name.endsWith("/") && !name.endsWith("module-info.class") && names.add(name)) {
            store(to, name, bytes);
        }
    }
}
