package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A file appears whole at its commit, or not at all.
class PendingFileTest {
    @TempDir
    Path folder;

    private static void write(PendingFile file, String text) throws IOException {
        try (OutputStream stream = file.stream()) {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            stream.write(bytes[0]);
            stream.write(bytes, 1, bytes.length - 1);
        }
    }

    private static Problem problem(Path path) {
        ProblemException failure = catchThrowableOfType(
                ProblemException.class, () -> PendingFile.create(path).close());
        assertThat(failure).as("a problem").isNotNull();
        assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.CANNOT_CREATE);
        assertThat(failure.problem().text()).contains("file cannot be created", path.toString());
        return failure.problem();
    }

    private List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(it -> String.valueOf(it.getFileName())).toList();
        }
    }

    @Test
    void theOldFileStaysUntilTheCommit() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "old");
        for (Function<Path, PendingFile> way :
                List.<Function<Path, PendingFile>>of(PendingFile::create, PendingFile::oneOfMany)) {
            try (PendingFile file = way.apply(path)) {
                write(file, "nothing of this");
                assertThat(file.name()).isEqualTo(path.toString());
            }
            assertThat(path).hasContent("old");
            assertThat(names()).containsExactly("a.txt");
        }
        try (PendingFile file = PendingFile.oneOfMany(path)) {
            write(file, "new");
            file.finish();
            file.finish();
            assertThat(path).hasContent("old");
            assertThat(file.path()).hasContent("new");
            file.commit();
        }
        assertThat(path).hasContent("new");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void whatALinkPointsToIsReplacedAndTheLinkStays() throws IOException {
        Path path = Files.writeString(folder.resolve("a.txt"), "old");
        Path link = Files.createSymbolicLink(folder.resolve("link"), path);
        try (PendingFile file = PendingFile.create(link)) {
            write(file, "new");
            file.commit();
        }
        assertThat(link).isSymbolicLink();
        assertThat(path).hasContent("new");
    }

    @Test
    void whatCannotBeCreatedIsSaidBeforeAnythingIsWritten() throws IOException {
        assertThat(problem(folder).found()).isEqualTo("a folder of that name");
        Path missing = folder.resolve("none");
        assertThat(problem(missing.resolve("a.txt")).found()).isEqualTo("no folder " + missing);
        Path first = folder.resolve("first");
        Files.createSymbolicLink(first, Files.createSymbolicLink(folder.resolve("second"), first));
        assertThat(problem(first).found()).isNotEmpty().doesNotContain("Exception");
        assertThat(names()).containsExactlyInAnyOrder("first", "second");
    }

    @Test
    void whatIsNoRegularFileIsWrittenToDirectly() throws IOException, InterruptedException {
        Path pipe = folder.resolve("pipe");
        assumeTrue(
                new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor() == 0, "there are no named pipes here");
        CompletableFuture<String> read = CompletableFuture.supplyAsync(() -> {
            try {
                return Files.readString(pipe);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
        try (PendingFile file = PendingFile.create(pipe)) {
            assertThat(file.path()).isEqualTo(pipe);
            write(file, "through the pipe");
            file.commit();
        }
        assertThat(read).succeedsWithin(Duration.ofSeconds(20)).isEqualTo("through the pipe");
        assertThat(names()).containsExactly("pipe");
        assertThat(Files.isRegularFile(pipe)).isFalse();
    }

    @Test
    void aFolderThatVanishesLosesTheFileAndSaysSo() throws IOException {
        Path place = Files.createDirectory(folder.resolve("place"));
        try (PendingFile file = PendingFile.create(place.resolve("a.txt"))) {
            write(file, "new");
            Files.delete(file.path());
            Files.delete(place);
            ProblemException failure = catchThrowableOfType(ProblemException.class, file::commit);
            assertThat(failure.problem().kind()).isEqualTo(Problem.Kind.INPUT_OUTPUT);
            assertThat(failure.problem().text())
                    .contains("writing failed", "a.txt", "found no such file or folder", "free some space");
        }
        assertThat(names()).isEmpty();
    }
}
