package hourglass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;

/// A subject's process, as its parent sees it. [Child] says what the lines mean.
final class SubjectProcess implements AutoCloseable {
    /// The subject could not do what it was asked to; the message is for the report.
    static final class Failure extends Exception {
        private static final long serialVersionUID = 1;

        Failure(String message) {
            super(message);
        }
    }

    private final Process process;
    private final BufferedReader out;

    /// @param log where the subject's standard error goes
    SubjectProcess(Subjects subject, Path log) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(List.of("-XX:+UseSerialGC", "-Xmx4g", "--enable-native-access=ALL-UNNAMED"));
        command.addAll(List.of("--sun-misc-unsafe-memory-access=allow", "-cp", System.getProperty("java.class.path")));
        command.add(Child.class.getName());
        command.addAll(subject.arguments());
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(log.toFile());
        builder.environment().putAll(Subjects.COMMON);
        builder.environment().putAll(subject.environment());
        process = builder.start();
        out = process.inputReader(StandardCharsets.UTF_8);
    }

    String load(Path task) throws Failure {
        return ask("load " + task);
    }

    double[] check() throws Failure {
        return Arrays.stream(ask("check").split(" "))
                .mapToDouble(Double::parseDouble)
                .toArray();
    }

    /// Nanoseconds per unit.
    double measure(int units) throws Failure {
        return Double.parseDouble(ask("measure " + units));
    }

    /// GFLOP/s of the subject's product.
    double peak() throws Failure {
        return Double.parseDouble(ask("peak"));
    }

    private String ask(String line) throws Failure {
        try {
            process.outputWriter().write(line + "\n");
            process.outputWriter().flush();
            for (String answer = out.readLine(); answer != null; answer = out.readLine()) {
                if (answer.startsWith("@ok ")) {
                    return answer.substring(4);
                }
                if (answer.startsWith("@no ")) {
                    throw new Failure(answer.substring(4));
                }
            }
        } catch (IOException e) {
            throw new Failure("the process ended: " + e.getMessage());
        }
        throw new Failure("the process ended");
    }

    /// The most memory the process has had resident so far, in MiB, where the system tells.
    OptionalLong peakMemory() {
        Path status = Path.of("/proc", Long.toString(process.pid()), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }

    @Override
    public void close() {
        try {
            process.outputWriter().write("quit\n");
            process.outputWriter().flush();
            if (!process.waitFor(java.time.Duration.ofSeconds(5))) {
                process.destroyForcibly();
            }
        } catch (IOException e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
