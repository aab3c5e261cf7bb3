package hourglass.cli;

import hourglass.json.NearMiss;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import hourglass.storage.AtomicFile;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

@Command(
        name = "data",
        description = "List the bundled data sets, or write one to a file, which is never one that exists.",
        footer = {"", "To try:  hourglass data", "         hourglass data digits"})
final class DataCommand extends ConsoleCommand {
    @Parameters(index = "0", arity = "0..1", paramLabel = "NAME", description = "The data set; without it, a list.")
    @Nullable
    String name;

    @Parameters(index = "1", arity = "0..1", paramLabel = "FOLDER", description = "Where to write (default: here).")
    Path folder = Path.of("");

    DataCommand(Console console) {
        super(console);
    }

    @Override
    public void run() {
        if (name == null) {
            for (BundledData set : BundledData.values()) {
                console.print(String.format(Locale.ROOT, "%-10s %-16s %s", set.label(), set.file(), set.description()));
            }
            return;
        }
        write(named(name));
    }

    private static BundledData named(String name) {
        List<String> names = new ArrayList<>();
        for (BundledData set : BundledData.values()) {
            if (set.label().equals(name)) {
                return set;
            }
            names.add(set.label());
        }
        throw Problem.usage("unknown data set \"" + name + "\"" + NearMiss.suggestion(name, names))
                .expected("one of " + String.join(", ", names))
                .exception();
    }

    private void write(BundledData set) {
        Path file = folder.resolve(set.file());
        byte[] bytes = set.bytes();
        if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
            if (!holds(file, bytes)) {
                throw exists(file);
            }
            console.say(file + " is there already");
            return;
        }
        AtomicFile.replace(file, channel -> channel.write(ByteBuffer.wrap(bytes)));
        console.say(file + " written: " + set.description());
    }

    private static boolean holds(Path file, byte[] bytes) {
        try {
            return Files.size(file) == bytes.length && Arrays.equals(Files.readAllBytes(file), bytes);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private static ProblemException exists(Path file) {
        return Problem.of(Problem.Kind.CANNOT_CREATE, "another file of this name exists")
                .at(file.toString())
                .remedy("another folder after the name of the data set")
                .exception();
    }
}
