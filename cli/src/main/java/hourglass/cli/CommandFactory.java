package hourglass.cli;

import picocli.CommandLine;
import picocli.CommandLine.IFactory;

/// Makes commands that know the console they speak to.
final class CommandFactory implements IFactory {
    private final Console console;
    private final IFactory others = CommandLine.defaultFactory();

    CommandFactory(Console console) {
        this.console = console;
    }

    @Override
    public <K> K create(Class<K> type) throws Exception {
        if (ConsoleCommand.class.isAssignableFrom(type)) {
            return type.getDeclaredConstructor(Console.class).newInstance(console);
        }
        return others.create(type);
    }
}
