package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.row.OutputColumn;
import hourglass.data.row.ReadOptions;
import hourglass.problem.ProblemException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A folder for temporary files that is missing or has no room: what needs it says so and leaves nothing.
@EnabledOnOs(OS.LINUX)
final class TemporaryFolderTest {
    private static final int LARGE = 12 << 20;

    @TempDir
    Path folder;

    /// What the other process does.
    static final class Other {
        private Other() {}

        private interface Attempt {
            void run() throws IOException;
        }

        /// Tries what needs the folder.
        ///
        /// @param arguments which of the attempts, a CSV file, a file to write
        public static void main(String[] arguments) throws IOException {
            if (arguments[0].equals("large")) {
                attempt(() -> DataFile.open(
                                new ByteArrayInputStream(new byte[LARGE]), "standard input", ReadOptions.none())
                        .close());
                attempt(() -> DataFile.open(InputStream.nullInputStream(), "empty input", ReadOptions.none())
                        .close());
                return;
            }
            Path csv = Path.of(arguments[1]);
            attempt(() -> {
                try (InputStream stream = Files.newInputStream(csv)) {
                    DataFile.open(stream, "standard input", ReadOptions.none()).close();
                }
            });
            attempt(() -> DataFile.open(csv, ReadOptions.none().withSql("SELECT * FROM rows"))
                    .close());
            attempt(() -> OutputFile.create(Path.of(arguments[2]), List.of(OutputColumn.number("a")))
                    .close());
            System.out.println("rows without it: " + DataFile.read(csv).rows());
        }

        private static void attempt(Attempt attempt) throws IOException {
            try {
                attempt.run();
                System.out.println("done");
            } catch (ProblemException e) {
                System.out.println(e.problem().text());
            }
        }
    }

    private String run(List<String> shell, Path temporary, String what) throws IOException, InterruptedException {
        Path csv = Files.writeString(folder.resolve("a.csv"), "a\n1\n2\n");
        List<String> command = new ArrayList<>(shell);
        command.addAll(OtherProcess.command(
                System.getProperty("java.class.path"),
                List.of("-Djava.io.tmpdir=" + temporary),
                Other.class,
                List.of(what, csv.toString(), folder.resolve("out.parquet").toString())));
        return OtherProcess.printed(folder, command);
    }

    @Test
    void aMissingFolderStopsWhatNeedsItOnly() throws IOException, InterruptedException {
        Path missing = folder.resolve("none");
        String printed = run(List.of(), missing, "all");
        String reason =
                "\n  at  " + missing + "\n  found no such file or folder\n  try  point java.io.tmpdir to a folder";
        assertThat(printed)
                .contains("error: a temporary copy of standard input cannot be written" + reason)
                .contains("rows without it: 2")
                .doesNotContain("\tat ", "Exception", "done");
        assertThat(printed.split("error: a temporary copy of the rows cannot be written" + reason, -1))
                .hasSize(3);
        assertThat(folder).isDirectoryNotContaining("glob:**out.parquet*").isDirectoryNotContaining("glob:**.tmp");
    }

    /// A file may not be larger than 10 MB, as if the disk was full then.
    @Test
    void aCopyThatHasNoRoomIsRemoved() throws IOException, InterruptedException {
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        String printed = run(List.of("bash", "-c", "ulimit -f 10240; exec \"$@\"", "bash"), temporary, "large");
        assertThat(printed)
                .contains("error: a temporary copy of standard input cannot be written\n  at  " + temporary)
                .contains("found File too large", "error: file is empty\n  at  empty input")
                .doesNotContain("\tat ", "Exception", "done");
        assertThat(temporary).isEmptyDirectory();
    }
}
