package hourglass.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// What the command line asks for.
///
/// @param peers names or groups of subjects; empty for all
/// @param seconds a turn lasts
/// @param warmUp seconds of work before the first turn counts
/// @param mnist folder of its files
/// @param python with scikit-learn and pandas
/// @param write folder for the report, besides printing it
record Options(
        List<Workload> workloads,
        List<String> peers,
        int rounds,
        double seconds,
        double warmUp,
        Path mnist,
        Optional<String> python,
        Optional<Path> write) {
    static final String USAGE = """
            dev/bench [WORKLOAD ...] [options]

            workloads  %s; all unless some are named
            --peers NAME,...   only these besides Hourglass: %s;
                               for F: %s
            --rounds N         turns of each (7)
            --seconds S        length of a turn (1), but for F, where a turn is a command
            --warm-up S        work before the first turn (4); for F one command
            --mnist FOLDER     MNIST files (../shared/data/images/mnist); seeded pixels where there are none
            --python FILE      a Python with scikit-learn and pandas, for F ($BENCH_PYTHON, or python3 if it has them)
            --write            write docs/benchmarks/DATE-MACHINE.md too
            """.formatted(
                    Arrays.toString(Workload.values()),
                    Subjects.ALL.stream().map(Subjects::name).toList(),
                    Command.NAMES);

    /// @param home the checkout
    /// @throws IllegalArgumentException with a sentence if the arguments make no sense
    static Options parse(String[] arguments, Path home) {
        List<Workload> workloads = new ArrayList<>();
        List<String> peers = List.of();
        int rounds = 7;
        double seconds = 1;
        double warmUp = 4;
        Path mnist = home.resolve("../shared/data/images/mnist").normalize();
        Optional<String> python = Optional.empty();
        Optional<Path> write = Optional.empty();
        for (int i = 0; i < arguments.length; i++) {
            switch (arguments[i]) {
                case "--peers" -> peers = List.of(value(arguments, ++i).split(","));
                case "--rounds" -> rounds = Integer.parseInt(value(arguments, ++i));
                case "--seconds" -> seconds = Double.parseDouble(value(arguments, ++i));
                case "--warm-up" -> warmUp = Double.parseDouble(value(arguments, ++i));
                case "--mnist" -> mnist = Path.of(value(arguments, ++i));
                case "--python" -> python = Optional.of(value(arguments, ++i));
                case "--write" -> write = Optional.of(home.resolve("docs/benchmarks"));
                default -> {
                    String name = arguments[i];
                    workloads.add(Workload.named(name)
                            .orElseThrow(() -> new IllegalArgumentException("no workload or option " + name)));
                }
            }
        }
        return new Options(
                workloads.isEmpty() ? List.of(Workload.values()) : List.copyOf(workloads),
                peers,
                rounds,
                seconds,
                warmUp,
                mnist,
                python,
                write);
    }

    private static String value(String[] arguments, int i) {
        if (i >= arguments.length) {
            throw new IllegalArgumentException(arguments[i - 1] + " needs a value");
        }
        return arguments[i];
    }

    /// The commands asked for, ours first.
    List<Command> commands(Path home) {
        return Command.all(home, python.or(Python::find)).stream()
                .filter(it -> it.isOurs() || wanted(it.name(), it.group()))
                .toList();
    }

    private boolean wanted(String name, String group) {
        return peers.isEmpty() || peers.contains(name) || peers.contains(group);
    }

    /// Ours first, then those asked for that can do the workload.
    List<Subjects> subjects(Workload workload) {
        List<Subjects> chosen = new ArrayList<>();
        for (Subjects subject : Subjects.ALL) {
            boolean wanted = subject.equals(Subjects.OURS) || wanted(subject.name(), subject.group());
            if (wanted && subject.can(workload.kind)) {
                chosen.add(subject);
            }
        }
        return chosen;
    }
}
