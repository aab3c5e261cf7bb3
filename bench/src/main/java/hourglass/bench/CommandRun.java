package hourglass.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One command, from its start to its end.
///
/// @param nanoseconds of wall-clock time
/// @param peakMemory in MiB, where the system tells
/// @param error squared error per standardised number of the rows held back
record CommandRun(long nanoseconds, OptionalLong peakMemory, double error, String description) {
    /// What the process has had resident at most only grows, so that little is missed between two looks.
    private static final long LOOK_MILLISECONDS = 20;

    private static final Duration LONGEST = Duration.ofMinutes(10);

    /// Our own table of results: the row of the network, its second number.
    private static final Pattern OUR_ERROR = Pattern.compile("(?m)^ +this autoencoder +\\S+ +(\\S+)");

    private static final Pattern ERROR = Pattern.compile("(?m)^@error (\\S+)");
    private static final Pattern DESCRIPTION = Pattern.compile("(?m)^@description (.+)");

    /// @param log where standard output and standard error go
    /// @throws SubjectProcess.Failure if it fails, takes too long, or leaves no model
    static CommandRun of(Command command, Path table, Path model, Path log)
            throws IOException, InterruptedException, SubjectProcess.Failure {
        ProcessBuilder builder = new ProcessBuilder(command.line(table, model))
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(command.environment());
        long start = System.nanoTime();
        Process process = start(builder);
        OptionalLong peak = OptionalLong.empty();
        boolean ended = false;
        while (!ended) {
            ended = process.waitFor(Duration.ofMillis(LOOK_MILLISECONDS));
            OptionalLong seen = ended ? OptionalLong.empty() : residentAtMost(process.pid());
            peak = seen.isPresent() ? seen : peak;
            if (!ended && System.nanoTime() - start > LONGEST.toNanos()) {
                process.destroyForcibly();
                throw new SubjectProcess.Failure("not done after " + LONGEST.toMinutes() + " minutes");
            }
        }
        long nanoseconds = System.nanoTime() - start;
        String text = Files.readString(log, StandardCharsets.UTF_8);
        if (process.exitValue() != 0 || !Files.exists(model)) {
            throw new SubjectProcess.Failure("exit status " + process.exitValue() + ", " + reason(text));
        }
        double error = Double.parseDouble(find(command.isOurs() ? OUR_ERROR : ERROR, text));
        String description = command.isOurs() ? "Hourglass, `hourglass train`" : find(DESCRIPTION, text);
        return new CommandRun(nanoseconds, peak, error, description);
    }

    private static Process start(ProcessBuilder builder) throws SubjectProcess.Failure {
        try {
            return builder.start();
        } catch (IOException e) {
            throw new SubjectProcess.Failure(String.valueOf(e.getMessage()));
        }
    }

    /// The first exception, else the last line.
    private static String reason(String text) {
        List<String> lines = text.lines().filter(line -> !line.isBlank()).toList();
        return lines.stream()
                .filter(line -> line.matches("(Exception in thread|[\\w.]+(Exception|Error)\\b).*"))
                .findFirst()
                .orElse(lines.isEmpty() ? "no output" : lines.getLast());
    }

    private static String find(Pattern pattern, String text) throws SubjectProcess.Failure {
        Matcher matcher = pattern.matcher(text);
        if (!matcher.find()) {
            throw new SubjectProcess.Failure("its output has no " + pattern);
        }
        return matcher.group(1);
    }

    /// The most memory that a process has had resident so far, in MiB, where the system tells.
    static OptionalLong residentAtMost(long process) {
        Path status = Path.of("/proc", Long.toString(process), "status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst();
        } catch (IOException e) {
            return OptionalLong.empty();
        }
    }
}
