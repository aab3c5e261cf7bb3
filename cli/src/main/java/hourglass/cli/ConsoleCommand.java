package hourglass.cli;

import picocli.CommandLine.Option;

/// A command that speaks to a console.
abstract class ConsoleCommand implements Runnable {
    final Console console;

    @Option(
            names = {"-h", "--help"},
            usageHelp = true,
            description = "Show this help.")
    boolean help;

    ConsoleCommand(Console console) {
        this.console = console;
    }
}
