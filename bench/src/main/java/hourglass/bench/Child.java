package hourglass.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The process of one subject. It answers lines on standard input with lines on standard output that start with `@`,
/// so that what libraries print is no answer:
///
/// | command | answer after `@ok ` |
/// | --- | --- |
/// | `load FILE` | description of the subject |
/// | `check` | losses of the first ten steps, or the scores of the first batches |
/// | `measure N` | nanoseconds per unit over N units: the mean, for single rows the median |
/// | `peak` | GFLOP/s of the subject's best product, if it can tell |
///
/// Anything that goes wrong is answered by `@no ` and the reason.
final class Child {
    static final int CHECKED_STEPS = 10;
    static final int CHECKED_ROWS = 1024;

    private final Subject subject;
    private @Nullable Task task;
    private long done;

    private Child(Subject subject) {
        this.subject = subject;
    }

    /// Obeys until `quit` or the end of the input.
    ///
    /// @param arguments name of the subject, then its settings
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Child child = null;
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            try {
                if (child == null) {
                    child = new Child(Subjects.create(arguments));
                }
                answer("ok " + child.obey(line));
            } catch (Exception | LinkageError e) {
                e.printStackTrace();
                answer("no " + String.valueOf(e).replace('\n', ' '));
            }
        }
        System.exit(0);
    }

    private static void answer(String text) {
        System.out.println("@" + text);
        System.out.flush();
    }

    private String obey(String line) throws Exception {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "load" -> load(Path.of(words[1]));
            case "check" -> check(loaded());
            case "measure" -> Double.toString(measure(loaded(), Integer.parseInt(words[1])));
            case "peak" -> peak();
            default -> throw new IllegalArgumentException("unknown command " + line);
        };
    }

    private String load(Path file) throws Exception {
        Task next = Task.read(file);
        subject.load(next);
        task = next;
        done = 0;
        return subject.description();
    }

    private String peak() {
        if (subject instanceof Hourglass ours) {
            return Double.toString(ours.productRate());
        }
        throw new IllegalStateException("not measured");
    }

    private Task loaded() {
        Task present = task;
        if (present == null) {
            throw new IllegalStateException("nothing loaded");
        }
        return present;
    }

    private String check(Task present) throws Exception {
        StringJoiner numbers = new StringJoiner(" ");
        if (present.kind().isTraining()) {
            for (int i = 0; i < CHECKED_STEPS; i++) {
                numbers.add(Double.toString(subject.train(done++, 1)));
            }
        } else {
            int count = Math.min(present.batch(), CHECKED_ROWS);
            for (int first = 0; first < CHECKED_ROWS; first += count) {
                for (double score : subject.score(first, count)) {
                    numbers.add(Double.toString(score));
                }
            }
        }
        return numbers.toString();
    }

    private double measure(Task present, int units) throws Exception {
        if (present.kind() == Workload.Kind.SCORE_ROW) {
            return medianOfRows(present, units);
        }
        long start = System.nanoTime();
        if (present.kind().isTraining()) {
            double loss = subject.train(done, units);
            if (!Double.isFinite(loss)) {
                throw new IllegalStateException("the loss is " + loss + " after " + done + " steps");
            }
            done += units;
        } else {
            for (int i = 0; i < units; i++) {
                subject.score(present.firstRow(done++), present.batch());
            }
        }
        return (double) (System.nanoTime() - start) / units;
    }

    private double medianOfRows(Task present, int units) throws Exception {
        long[] nanoseconds = new long[units];
        for (int i = 0; i < units; i++) {
            long start = System.nanoTime();
            subject.score(present.firstRow(done++), 1);
            nanoseconds[i] = System.nanoTime() - start;
        }
        Arrays.sort(nanoseconds);
        return nanoseconds[units / 2];
    }
}
