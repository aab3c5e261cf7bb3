package hourglass.cli;

import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;
import picocli.CommandLine.UnmatchedArgumentException;

/// Entry of the `hourglass` command. Data goes to standard output, everything said about it to standard error; exit
/// codes as [Problems] has them.
@Command(
        name = "hourglass",
        version = Main.VERSION,
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        description = "Autoencoders, and networks that predict, for tables, arrays and pictures.",
        footer = {
            "",
            "A first look:      hourglass demo",
            "Data to try:       hourglass data digits",
            "Odd rows:          hourglass data penguins",
            "                   hourglass train penguins.csv",
            "                   hourglass score penguins.hourglass penguins.csv -o scores.csv",
            "                   hourglass explain penguins.hourglass penguins.csv --top 5",
            "See it all:        hourglass report penguins.hourglass penguins.csv",
            "Predict a column:  hourglass train penguins.csv --predict Species -o species.hourglass",
            "                   hourglass predict species.hourglass penguins.csv -o species.csv",
            "",
            "Exit codes: 0 done, 2 usage, 10 rows flagged (score --exit-code),",
            "  65 bad data or model, 66 input missing,",
            "  70 a fault of ours, 73 cannot create, 74 input/output or disk full,",
            "  130 and 143 stopped by a signal.",
            "Numbers are plain digits: 1000 or 1e-3, not 1_000 or 0x10."
        },
        subcommands = {
            DemoCommand.class,
            DataCommand.class,
            TrainCommand.class,
            ResumeCommand.class,
            EncodeCommand.class,
            ReconstructCommand.class,
            ScoreCommand.class,
            ExplainCommand.class,
            ImputeCommand.class,
            EvaluateCommand.class,
            MapCommand.class,
            NeighboursCommand.class,
            ReportCommand.class,
            PredictCommand.class,
            SampleCommand.class,
            WalkCommand.class,
            ExportCommand.class,
            UnitsCommand.class,
            InspectCommand.class
        })
final class Main implements Runnable {
    static final String VERSION = "hourglass 0.1.0";

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
        CommandLine commandLine = commandLine(main, console)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpAutoWidth(true)
                .setOut(writer(console.output()))
                .setErr(writer(console.messages()))
                .setColorScheme(CommandLine.Help.defaultColorScheme(
                        console.colours() ? CommandLine.Help.Ansi.ON : CommandLine.Help.Ansi.OFF));
        commandLine.setParameterExceptionHandler((exception, args) -> say(console, usage(exception)));
        commandLine.setExecutionExceptionHandler(
                (exception, command, parsed) -> report(console, main.debug, exception, command));
        int code;
        try {
            code = commandLine.execute(arguments);
        } catch (OutOfMemoryError e) {
            return say(console, outOfMemory());
        }
        // A stream that prints swallows its errors: a full disk must not pass for success, a reader that has seen
        // enough may.
        if (console.output().checkError() && code == 0 && !console.readerLeft().getAsBoolean()) {
            return say(
                    console,
                    Problem.of(
                            Problem.Kind.INPUT_OUTPUT,
                            "standard output cannot be written: it was closed, or its disk is full"));
        }
        return code;
    }

    /// All commands with their options.
    static CommandLine commandLine(Main main, Console console) {
        CommandLine commandLine = new CommandLine(main, new CommandFactory(console));
        NumberOptions.addTo(commandLine);
        WishOptions.addTo(Objects.requireNonNull(commandLine.getSubcommands().get("train"))
                .getCommandSpec());
        return commandLine;
    }

    private static int say(Console console, Problem problem) {
        console.say(Problems.text(problem));
        return Problems.exitCode(problem);
    }

    private static Problem outOfMemory() {
        return Problem.badData("rows and network do not fit in memory")
                .expected("at most " + Numbers.bytes(Runtime.getRuntime().maxMemory()))
                .remedy("fewer units, or fewer rows")
                .remedy("HOURGLASS_JAVA_OPTIONS=-Xmx… with more memory");
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(stream, true, StandardCharsets.UTF_8);
    }

    private static Problem usage(ParameterException exception) {
        if (exception instanceof UnmatchedArgumentException unmatched) {
            return unknown(unmatched);
        }
        Optional<Problem> malformed = NumberOptions.malformed(exception);
        if (malformed.isPresent()) {
            return malformed.get().remedy(help(exception.getCommandLine()));
        }
        String message = exception.getMessage() == null ? "wrong arguments" : exception.getMessage();
        String summary =
                Character.toLowerCase(message.charAt(0)) + message.substring(1).replaceAll("\\R.*", "");
        return Problem.usage(summary).remedy(help(exception.getCommandLine()));
    }

    private static Problem unknown(UnmatchedArgumentException exception) {
        CommandLine command = exception.getCommandLine();
        String argument = exception.getUnmatched().getFirst();
        boolean isOption = argument.startsWith("-");
        boolean isCommand = !isOption && !command.getSubcommands().isEmpty();
        Set<String> known = isOption
                ? command.getCommandSpec().optionsMap().keySet()
                : command.getSubcommands().keySet();
        String name = argument.replaceFirst("=.*", "");
        String what = isOption ? "option" : isCommand ? "command" : "argument";
        return Problem.usage("unknown " + what + " \"" + name + "\"" + NearMiss.suggestion(name, known))
                .remedy(help(command));
    }

    private static String help(CommandLine command) {
        return command.getCommandSpec().qualifiedName() + " --help";
    }

    private static int report(Console console, boolean debug, Exception exception, CommandLine command) {
        Problem problem = switch (exception) {
            case ProblemException known -> known.problem();
            case IllegalArgumentException wrong ->
                Problem.usage(String.valueOf(wrong.getMessage())).remedy(help(command));
            default ->
                Problem.of(Problem.Kind.INTERNAL, "this is a fault of Hourglass: " + exception)
                        .remedy("the same command with --debug, and report what it shows");
        };
        if (debug) {
            console.line().clear();
            exception.printStackTrace(console.messages());
        }
        return say(console, problem);
    }

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "A command is missing");
    }
}
