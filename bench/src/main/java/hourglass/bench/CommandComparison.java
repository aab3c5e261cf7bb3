package hourglass.bench;

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

/// Whole commands on the same table: after one run each that does not count they take turns.
final class CommandComparison {
    /// The network of the peers' programs and ours.
    static final String DESCRIPTION = "train on a table of %,d × %d numbers, 10-32-3-32-10, 10 epochs, batch 256"
            .formatted(Table.ROWS, Table.COLUMNS);

    /// @param runs one a round; empty if it failed
    /// @param failure why there are none
    record Result(Command command, List<CommandRun> runs, Optional<String> failure) {}

    record Outcome(Workload workload, long tableBytes, List<Result> results) {}

    private final Workload workload;
    private final Options options;
    private final Path folder;
    private final PrintStream progress;
    private final Map<Command, List<CommandRun>> runs = new LinkedHashMap<>();
    private final Map<Command, String> failures = new LinkedHashMap<>();

    /// @param folder for the table, the models and the logs
    CommandComparison(Workload workload, Options options, Path folder, PrintStream progress) {
        this.workload = workload;
        this.options = options;
        this.folder = folder;
        this.progress = progress;
    }

    Outcome run(Path home) throws IOException, InterruptedException {
        Path table = folder.resolve("F.csv");
        Table.write(table);
        List<Command> commands = options.commands(home);
        for (Command command : commands) {
            runs.put(command, new ArrayList<>());
            command.missing().ifPresent(why -> fail(command, why));
        }
        // The first, which does not count, builds, unpacks native libraries and fills caches.
        for (int round = -1; round < options.rounds(); round++) {
            for (Command command : commands) {
                turn(command, table, round >= 0);
            }
        }
        List<Result> results = new ArrayList<>();
        for (Command command : commands) {
            Optional<String> failure = Optional.ofNullable(failures.get(command));
            results.add(new Result(command, failure.isPresent() ? List.of() : runs(command), failure));
        }
        if (failures.containsKey(commands.getFirst())) {
            throw new IOException("Hourglass itself failed: " + failures.get(commands.getFirst()));
        }
        return new Outcome(workload, Files.size(table), results);
    }

    private List<CommandRun> runs(Command command) {
        return runs.getOrDefault(command, List.of());
    }

    private void turn(Command command, Path table, boolean counts) throws IOException, InterruptedException {
        if (failures.containsKey(command)) {
            return;
        }
        Path model = folder.resolve("F-" + command.name() + ".model");
        Files.deleteIfExists(model);
        try {
            CommandRun run = CommandRun.of(command, table, model, folder.resolve("F-" + command.name() + ".log"));
            if (counts) {
                runs(command).add(run);
            } else {
                String told = String.format(
                        Locale.ROOT, "about %.2f s, squared error %.4f", run.nanoseconds() * 1e-9, run.error());
                progress.println(workload + " " + command.name() + ": " + told);
            }
        } catch (SubjectProcess.Failure e) {
            fail(command, String.valueOf(e.getMessage()));
        }
    }

    private void fail(Command command, String why) {
        failures.put(command, why);
        progress.println(workload + " " + command.name() + ": left out, " + why);
    }
}
