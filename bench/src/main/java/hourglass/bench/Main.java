package hourglass.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/// Does the same work with Hourglass and with other libraries, beside one another, and prints the times.
final class Main {
    private Main() {}

    /// Prints the report.
    ///
    /// @param arguments as [Options#USAGE] tells; the system property `bench.home` is the checkout
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path home = Path.of(System.getProperty("bench.home", "."));
        Options options;
        try {
            if (List.of(arguments).contains("--help")) {
                System.out.print(Options.USAGE);
                return;
            }
            options = Options.parse(arguments, home);
        } catch (IllegalArgumentException e) {
            System.err.println("error: " + e.getMessage());
            System.err.print(Options.USAGE);
            System.exit(2);
            return;
        }
        Path folder = Files.createDirectories(home.resolve("bench/target/run"));
        Machine before = Machine.measure(home);
        List<Comparison.Outcome> outcomes = new ArrayList<>();
        List<CommandComparison.Outcome> commands = new ArrayList<>();
        for (Workload workload : options.workloads()) {
            if (workload.kind == Workload.Kind.COMMAND) {
                commands.add(new CommandComparison(workload, options, folder, System.err).run(home));
            } else {
                outcomes.add(new Comparison(workload, options, folder, home, System.err).run());
            }
        }
        // The clock of a processor wanders: the better of two looks, before and after, is its peak.
        Machine machine = new Machine(before.processor(), before.cores(), Math.max(before.fma(), Machine.fma(home)));
        String date = LocalDate.now(ZoneOffset.UTC).toString();
        String report = Report.of(machine, options, date, outcomes, commands);
        System.out.print(report);
        if (options.write().isPresent()) {
            Path file = Files.createDirectories(options.write().get()).resolve(date + "-" + machine.slug() + ".md");
            Files.writeString(file, report);
            System.err.println("written: " + file);
        }
    }
}
