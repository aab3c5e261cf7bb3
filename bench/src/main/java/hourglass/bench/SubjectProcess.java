package hourglass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
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

    /// @param home the checkout
    /// @param log where the subject's standard error goes
    /// @throws Failure if there is nothing to start it with
    SubjectProcess(Subjects subject, Path home, Path log) throws IOException, Failure {
        List<String> command = new ArrayList<>();
        switch (subject.program()) {
            case OURS -> {
                command.addAll(Jvm.own());
                command.add(Child.class.getName());
            }
            case DL4J -> {
                command.addAll(Jvm.seventeen(home).orElseThrow(() -> new Failure(Jvm.NO_SEVENTEEN)));
                command.add("hourglass.bench17.Dl4jChild");
            }
        }
        command.add(1, "-Xmx4g");
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
        signal("-CONT");
        try {
            return answerTo(line);
        } finally {
            signal("-STOP");
        }
    }

    /// Stops or continues the process: threads that spin while they wait (as OpenMP's with an active policy do for
    /// minutes) would otherwise take a core from the subject whose turn it is.
    private void signal(String name) throws Failure {
        try {
            new ProcessBuilder("kill", name, Long.toString(process.pid()))
                    .redirectErrorStream(true)
                    .start()
                    .waitFor();
        } catch (IOException e) {
            throw new Failure("cannot send it a signal: " + e.getMessage());
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String answerTo(String line) throws Failure {
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
        return CommandRun.residentAtMost(process.pid());
    }

    @Override
    public void close() {
        try {
            signal("-CONT");
            process.outputWriter().write("quit\n");
            process.outputWriter().flush();
            if (!process.waitFor(java.time.Duration.ofSeconds(5))) {
                process.destroyForcibly();
            }
        } catch (IOException | Failure e) {
            process.destroyForcibly();
        } catch (InterruptedException e) {
            process.destroyForcibly();
            throw new UncheckedIOException(new IOException("interrupted", e));
        }
    }
}
