package hourglass.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A program that learns from a table and writes a model: everything from its start to its end is timed.
///
/// A program of a peer is given two more arguments, the table and the file to write, and prints two lines on standard
/// output:
/// `@description` and what it is, `@error` and the squared error per standardised number of the rows that it held back.
///
/// @param name as in `--peers`
/// @param group what `--peers` may name too
/// @param words the command, without the two files
/// @param missing why it cannot be started
record Command(
        String name, String group, List<String> words, Map<String, String> environment, Optional<String> missing) {
    static final String OURS = "hourglass";

    /// Network and schedule of ours, as the peers' programs have them built in.
    private static final List<String> OPTIONS =
            List.of("--code", "3", "--hidden", "32", "--activation", "elu", "--epochs", "10", "--batch", "256");

    static final List<String> NAMES = List.of(OURS, "djl", "djl-1", "scikit-learn", "dl4j", "dl4j-1", "h2o");

    /// The command line for a table and a model to write.
    List<String> line(Path table, Path model) {
        List<String> line = new ArrayList<>(words);
        line.add(table.toString());
        if (isOurs()) {
            line.addAll(OPTIONS);
            line.add("-o");
        }
        line.add(model.toString());
        return line;
    }

    boolean isOurs() {
        return name.equals(OURS);
    }

    /// Ours first.
    static List<Command> all(Path home, Optional<String> python) {
        return List.of(
                of(OURS, List.of(home.resolve("hourglass").toString(), "train")),
                of("djl", djl()),
                of("djl-1", djl("1", "1")),
                python.map(it -> of(
                                "scikit-learn",
                                List.of(
                                        it,
                                        home.resolve("bench/programs/scikit_learn.py")
                                                .toString())))
                        .orElseGet(() -> missing("scikit-learn", "no Python with scikit-learn and pandas found")),
                onJdk17("dl4j", "hourglass.bench17.Dl4jProgram", home),
                onJdk17("dl4j-1", "hourglass.bench17.Dl4jProgram", home).with("OMP_NUM_THREADS", "1"),
                onJdk17("h2o", "hourglass.bench17.H2oProgram", home));
    }

    private static List<String> djl(String... threads) {
        List<String> words = new ArrayList<>(Jvm.own());
        words.add(DjlProgram.class.getName());
        words.addAll(List.of(threads));
        return words;
    }

    private static Command onJdk17(String name, String program, Path home) {
        return Jvm.seventeen(home)
                .map(java -> {
                    List<String> words = new ArrayList<>(java);
                    words.add(program);
                    return of(name, words);
                })
                .orElseGet(() -> missing(name, Jvm.NO_SEVENTEEN));
    }

    private static Command of(String name, List<String> words) {
        return new Command(name, group(name), words, Subjects.COMMON, Optional.empty());
    }

    /// Its name without the number of threads.
    private static String group(String name) {
        return name.replaceFirst("-\\d$", "");
    }

    private Command with(String variable, String value) {
        Map<String, String> changed = new HashMap<>(environment);
        changed.put(variable, value);
        return new Command(name, group, words, changed, missing);
    }

    private static Command missing(String name, String why) {
        return new Command(name, group(name), List.of(), Map.of(), Optional.of(why));
    }
}
