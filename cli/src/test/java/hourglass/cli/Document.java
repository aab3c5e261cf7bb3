package hourglass.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/// What a Markdown file holds that can be tried: blocks of code and tables.
///
/// @param name relative to the project
record Document(String name, List<String> lines) {
    static final Path PROJECT = Path.of("..").toAbsolutePath().normalize();

    private static final Pattern COMMAND =
            Pattern.compile("(\\./)?hourglass .*|java .*|mvn .*|dev/.*|python3 .*|sh .*");

    /// Names the test.
    @Override
    public String toString() {
        return name;
    }

    static Document read(String name) {
        return read(PROJECT.resolve(name));
    }

    private static Document read(Path file) {
        try {
            return new Document(PROJECT.relativize(file).toString(), Files.readAllLines(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /// All that speak to a reader; reports of the benchmarks are no instructions.
    static List<Document> all() throws IOException {
        List<Path> files = new ArrayList<>();
        for (String folder : List.of("", "docs", "docs/decisions")) {
            try (var list = Files.list(PROJECT.resolve(folder))) {
                list.filter(it -> it.toString().endsWith(".md")).sorted().forEach(files::add);
            }
        }
        return files.stream().map(Document::read).toList();
    }

    /// Blocks of code, fenced or indented by four spaces, as they stand there.
    List<List<String>> blocks() {
        List<List<String>> blocks = new ArrayList<>();
        List<String> block = new ArrayList<>();
        boolean fenced = false;
        for (String line : lines) {
            if (line.startsWith("```")) {
                fenced = !fenced;
                close(block, blocks);
            } else if (fenced) {
                block.add(line);
            } else if (line.startsWith("    ")) {
                block.add(line.substring(4));
            } else {
                close(block, blocks);
            }
        }
        close(block, blocks);
        return blocks;
    }

    /// The fenced blocks of a language, as they stand there.
    List<String> blocks(String language) {
        String text = String.join("\n", lines);
        return Pattern.compile("(?ms)^```" + language + "\n(.*?\n)```$")
                .matcher(text)
                .results()
                .map(it -> it.group(1))
                .toList();
    }

    private static void close(List<String> block, List<List<String>> blocks) {
        if (!block.isEmpty()) {
            blocks.add(List.copyOf(block));
            block.clear();
        }
    }

    /// The commands of the blocks, each on one line; lines that end with a backslash are joined.
    List<String> commands() {
        List<String> commands = new ArrayList<>();
        for (List<String> block : blocks()) {
            if (COMMAND.matcher(block.getFirst()).matches()) {
                String text = String.join("\n", block).replaceAll("\\\\\n\\s*", "");
                commands.addAll(text.lines().filter(line -> !line.isBlank()).toList());
            }
        }
        return commands;
    }

    /// The rows of all tables, as cells; a | within a cell is written \|.
    List<List<String>> rows() {
        return lines.stream()
                .filter(line -> line.startsWith("| "))
                .map(line -> Arrays.stream(line.substring(1).split("(?<!\\\\)\\|", -1))
                        .map(String::strip)
                        .toList())
                .toList();
    }

    /// What stands between backquotes.
    static List<String> code(String cell) {
        return Pattern.compile("`([^`]+)`")
                .matcher(cell)
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
    }
}
