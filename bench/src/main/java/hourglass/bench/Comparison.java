package hourglass.bench;

import hourglass.network.Architecture;
import hourglass.network.Parameters;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/// One workload done by all subjects: first each is checked against ours, then they take turns.
final class Comparison {
    /// What came of one subject.
    ///
    /// @param description as the subject tells it
    /// @param difference largest relative difference of its losses or scores from ours
    /// @param nanoseconds per unit, one number a round; empty if it failed
    /// @param peakMemory in MiB
    /// @param failure why there is no time
    record Result(
            Subjects subject,
            String description,
            List<Double> nanoseconds,
            double difference,
            OptionalLong peakMemory,
            Optional<String> failure) {}

    /// @param bestProduct GFLOP/s of our product of large squares
    /// @param ownDifference largest relative difference of our losses or scores by oneDNN and by plain Java
    record Outcome(Workload workload, String origin, List<Result> results, double bestProduct, double ownDifference) {}

    private final Workload workload;
    private final Options options;
    private final Path folder;
    private final Path home;
    private final PrintStream progress;
    private final Map<Subjects, SubjectProcess> running = new LinkedHashMap<>();
    private final Map<Subjects, String> descriptions = new LinkedHashMap<>();
    private final Map<Subjects, String> failures = new LinkedHashMap<>();
    private final Map<Subjects, Integer> units = new LinkedHashMap<>();
    private final Map<Subjects, List<Double>> times = new LinkedHashMap<>();
    private final Map<Subjects, Double> differences = new LinkedHashMap<>();
    /// Losses or scores by our kernels: oneDNN's first, then those of plain Java.
    private final List<double[]> expected = new ArrayList<>();

    /// @param folder for the task and the subjects' logs
    /// @param home the checkout
    Comparison(Workload workload, Options options, Path folder, Path home, PrintStream progress) {
        this.workload = workload;
        this.options = options;
        this.folder = folder;
        this.home = home;
        this.progress = progress;
    }

    /// What the initial parameters are laid out for: subjects of the top-k work take those of the dense network.
    private Architecture initial() {
        int[] widths = workload.widths();
        return workload.kind == Workload.Kind.TRAIN_CONVOLUTION
                ? Convolutional.architecture(widths)
                : Workload.architecture(widths);
    }

    Outcome run() throws IOException {
        Rows rows = Rows.of(workload.features(), options.mnist());
        float[] parameters = Parameters.initial(initial(), 1).block();
        Path file = folder.resolve(workload + ".task");
        new Task(workload.kind, workload.batch, workload.widths(), rows.values(), parameters).write(file);
        List<Subjects> subjects = options.subjects(workload);
        try {
            for (Subjects subject : subjects) {
                start(subject, file);
            }
            if (!running.containsKey(Subjects.OURS)) {
                throw new IOException("Hourglass itself failed: " + failures.get(Subjects.OURS));
            }
            double bestProduct = bestProduct();
            for (int round = 0; round < options.rounds(); round++) {
                for (Subjects subject : List.copyOf(running.keySet())) {
                    turn(subject);
                }
            }
            return new Outcome(workload, rows.origin(), results(subjects), bestProduct, ownDifference());
        } finally {
            for (SubjectProcess process : running.values()) {
                process.close();
            }
            Files.deleteIfExists(file);
        }
    }

    private void start(Subjects subject, Path file) throws IOException {
        try {
            Path log = folder.resolve(workload + "-" + subject.name() + ".log");
            SubjectProcess process = new SubjectProcess(subject, home, log);
            running.put(subject, process);
            descriptions.put(subject, process.load(file));
            double[] found = process.check();
            if (subject.equals(Subjects.OURS)) {
                expected.add(found);
                expected.add(plainJava(file));
            }
            differences.put(subject, difference(found, expected.getFirst()));
            compare(subject, found);
            double nanoseconds = warmUp(process);
            units.put(subject, (int) Math.clamp(options.seconds() * 1e9 / nanoseconds, 1, 1e6));
            times.put(subject, new ArrayList<>());
            say(
                    subject,
                    String.format(
                            Locale.ROOT,
                            "the same work (differs by %.1e), about %.3f ms",
                            differences.get(subject),
                            nanoseconds * 1e-6));
        } catch (SubjectProcess.Failure e) {
            fail(subject, e);
        }
    }

    private double[] plainJava(Path file) throws IOException, SubjectProcess.Failure {
        try (SubjectProcess process =
                new SubjectProcess(Subjects.OURS_IN_JAVA, home, folder.resolve("reference.log"))) {
            process.load(file);
            return process.check();
        }
    }

    private double ownDifference() {
        return difference(expected.getLast(), expected.getFirst());
    }

    /// With ours by oneDNN or with ours by plain Java: in single precision the two themselves drift apart where a loss
    /// falls steeply (docs/benchmarks.md). What two right implementations differ by is no fault, so twice that is
    /// allowed.
    private void compare(Subjects subject, double[] found) throws SubjectProcess.Failure {
        for (double[] ours : expected) {
            if (difference(found, ours) <= Math.max(subject.tolerance(), 2 * ownDifference())) {
                return;
            }
        }
        throw new SubjectProcess.Failure(String.format(
                Locale.ROOT,
                "its %s differ from ours by up to %.1e of their size: not the same work",
                workload.kind.isTraining() ? "losses" : "scores",
                difference(found, expected.getFirst())));
    }

    /// The largest relative difference; infinite if there are not as many numbers or one is not a number.
    private static double difference(double[] found, double[] ours) {
        double largest = found.length == ours.length ? 0 : Double.POSITIVE_INFINITY;
        for (int i = 0; i < Math.min(found.length, ours.length); i++) {
            double difference = Math.abs(found[i] - ours[i]) / Math.abs(ours[i]);
            largest = Math.max(largest, Double.isNaN(difference) ? Double.POSITIVE_INFINITY : difference);
        }
        return largest;
    }

    /// Works, in ever longer turns, until the last turn took the time of the warm-up.
    private double warmUp(SubjectProcess process) throws SubjectProcess.Failure {
        int count = 1;
        while (true) {
            long start = System.nanoTime();
            double nanoseconds = process.measure(count);
            if (System.nanoTime() - start >= options.warmUp() * 0.5e9 || count >= 1 << 22) {
                return nanoseconds;
            }
            count *= 2;
        }
    }

    private double bestProduct() {
        try {
            SubjectProcess ours = running.get(Subjects.OURS);
            return ours == null ? 0 : ours.peak();
        } catch (SubjectProcess.Failure e) {
            return 0;
        }
    }

    private void turn(Subjects subject) {
        SubjectProcess process = running.get(subject);
        List<Double> list = times.get(subject);
        Integer count = units.get(subject);
        if (process == null || list == null || count == null) {
            return;
        }
        try {
            list.add(process.measure(count));
        } catch (SubjectProcess.Failure e) {
            fail(subject, e);
        }
    }

    private void fail(Subjects subject, SubjectProcess.Failure failure) {
        failures.put(subject, String.valueOf(failure.getMessage()));
        say(subject, "left out, " + failures.get(subject));
        SubjectProcess process = running.remove(subject);
        if (process != null) {
            process.close();
        }
    }

    private List<Result> results(List<Subjects> subjects) {
        List<Result> results = new ArrayList<>();
        for (Subjects subject : subjects) {
            SubjectProcess process = running.get(subject);
            results.add(new Result(
                    subject,
                    descriptions.getOrDefault(subject, subject.name()),
                    process == null ? List.of() : times.getOrDefault(subject, List.of()),
                    differences.getOrDefault(subject, Double.NaN),
                    process == null ? OptionalLong.empty() : process.peakMemory(),
                    Optional.ofNullable(failures.get(subject))));
        }
        return results;
    }

    private void say(Subjects subject, String what) {
        progress.println(workload + " " + subject.name() + ": " + what);
    }
}
