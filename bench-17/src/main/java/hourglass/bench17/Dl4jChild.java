package hourglass.bench17;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/// The process of DL4J: obeys the commands that hourglass.bench.Child documents, for steps of training only.
final class Dl4jChild {
    private static final int CHECKED_STEPS = 10;

    private @Nullable Dl4jTraining training;
    private long done;

    private Dl4jChild() {}

    /// Obeys until `quit` or the end of the input.
    public static void main(String[] arguments) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        Dl4jChild child = new Dl4jChild();
        for (String line = in.readLine(); line != null && !line.equals("quit"); line = in.readLine()) {
            try {
                answer("ok " + child.obey(line));
            } catch (IOException | RuntimeException | LinkageError e) {
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

    private String obey(String line) throws IOException {
        String[] words = line.split(" ", 2);
        return switch (words[0]) {
            case "load" -> load(Path.of(words[1]));
            case "check" -> check(loaded());
            case "measure" -> Double.toString(measure(loaded(), Integer.parseInt(words[1])));
            default -> throw new IllegalArgumentException("unknown command " + line);
        };
    }

    private String load(Path file) throws IOException {
        training = new Dl4jTraining(Task.read(file));
        done = 0;
        return Dl4jTraining.description();
    }

    private Dl4jTraining loaded() {
        Dl4jTraining present = training;
        if (present == null) {
            throw new IllegalStateException("nothing loaded");
        }
        return present;
    }

    private String check(Dl4jTraining present) {
        StringJoiner losses = new StringJoiner(" ");
        for (int i = 0; i < CHECKED_STEPS; i++) {
            losses.add(Double.toString(present.step(done++)));
        }
        return losses.toString();
    }

    private double measure(Dl4jTraining present, int units) {
        long start = System.nanoTime();
        double loss = Double.NaN;
        for (int i = 0; i < units; i++) {
            loss = present.step(done++);
        }
        if (!Double.isFinite(loss)) {
            throw new IllegalStateException("the loss is " + loss + " after " + done + " steps");
        }
        return (double) (System.nanoTime() - start) / units;
    }
}
