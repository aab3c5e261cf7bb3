package hourglass.cli;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Entry of the `hourglass` command. Data goes to standard output, everything said about it to standard error; exit
/// codes as [Problem.Kind] has them.
@Command(
        name = "hourglass",
        version = "hourglass 0.1.0",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Autoencoders for tables, arrays and pictures.",
        footer = {
            "",
            "A first look:     hourglass demo",
            "The main job:     hourglass train payments.csv",
            "                  hourglass score payments.hourglass new.csv",
            "",
            "Exit codes: 0 done, 2 usage, 65 bad data or model, 66 input missing, 70 a fault of ours,",
            "            73 cannot create, 74 input/output or disk full, 130 and 143 stopped by a signal."
        },
        subcommands = {
            DemoCommand.class,
            TrainCommand.class,
            ResumeCommand.class,
            EncodeCommand.class,
            ReconstructCommand.class,
            ScoreCommand.class,
            InspectCommand.class
        })
final class Main implements Runnable {
    @Spec
    CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--debug",
            scope = CommandLine.ScopeType.INHERIT,
            description = "Show the stack trace behind an error.")
    boolean debug;

    public static void main(String[] arguments) {
        System.exit(run(Console.ofProcess(), arguments));
    }

    /// Runs one command and returns its exit code.
    static int run(Console console, String... arguments) {
        Main main = new Main();
        CommandLine commandLine = new CommandLine(main, new CommandFactory(console))
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(console.output()))
                .setErr(writer(console.messages()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commandLine.setParameterExceptionHandler((exception, args) -> {
            console.say(usage(exception).text());
            return Problem.Kind.USAGE.exitCode();
        });
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> report(console, main.debug, exception));
        return commandLine.execute(arguments);
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static Problem usage(ParameterException exception) {
        String message = exception.getMessage() == null ? "wrong arguments" : exception.getMessage();
        String summary =
                Character.toLowerCase(message.charAt(0)) + message.substring(1).replaceAll("\\R.*", "");
        String command = exception.getCommandLine().getCommandSpec().qualifiedName();
        return Problem.usage(summary).remedy(command + " --help");
    }

    private static int report(Console console, boolean debug, Exception exception) {
        Problem problem = switch (exception) {
            case ProblemException known -> known.problem();
            case IllegalArgumentException wrong ->
                Problem.usage(String.valueOf(wrong.getMessage())).remedy("hourglass --help");
            default ->
                Problem.of(Problem.Kind.INTERNAL, "this is a fault of Hourglass: " + exception)
                        .remedy("the same command with --debug, and report what it shows");
        };
        console.say(problem.text());
        if (debug) {
            exception.printStackTrace(console.messages());
        }
        return problem.kind().exitCode();
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
