package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.DataFile;
import hourglass.table.Frame;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DataCommandTest {
    @TempDir
    Path folder;

    @Test
    void withoutANameAllAreListed() {
        List<String> lines = Commands.run("data").output().lines().toList();
        assertThat(lines).hasSize(BundledData.values().length);
        assertThat(lines.getFirst()).startsWith("digits ").contains(" digits.csv.gz ", "1,797");
    }

    @ParameterizedTest
    @EnumSource
    void oneIsWrittenAndDescribedInNotice(BundledData set) throws IOException {
        assertThat(Commands.run("data", set.label(), folder).code()).isZero();
        Path file = folder.resolve(set.file());
        assertThat(file).hasBinaryContent(set.bytes());
        assertThat(Files.readString(Document.PROJECT.resolve("NOTICE"))).contains("/" + set.file());
        Commands.Result again = Commands.run("data", set.label(), folder);
        assertThat(again.code()).isZero();
        assertThat(again.messages()).contains(set.file() + " is there already");
    }

    /// Sizes as the descriptions have them.
    @ParameterizedTest
    @CsvSource({"DIGITS, 1797, 65, column64", "RANDHIE, 20190, 10, hlthp"})
    void allRowsAreThere(BundledData set, int rows, int columns, String last) {
        Path file = Commands.copy(set, folder);
        Frame all = DataFile.read(file);
        assertThat(all.rows()).isEqualTo(rows);
        assertThat(all.names()).hasSize(columns).endsWith(last);
        assertThat(set.description()).startsWith(Numbers.grouped(rows) + " ");
    }

    @Test
    void aFileIsNeverOverwritten() throws IOException {
        Path file = Files.writeString(folder.resolve("penguins.csv"), "mine");
        Commands.Result refused = Commands.run("data", "penguins", folder);
        assertThat(refused.code()).isEqualTo(73);
        assertThat(refused.messages()).contains("error: another file of this name exists", "  at  " + file, "  try  ");
        assertThat(file).hasContent("mine");
        Files.delete(file);
        Files.createSymbolicLink(file, folder.resolve("nowhere"));
        assertThat(Commands.run("data", "penguins", folder).code()).isEqualTo(73);
        assertThat(folder.resolve("nowhere")).doesNotExist();
    }

    @Test
    void anUnknownNameIsRefusedAndAFolderThatIsNotThereToo() {
        Commands.Result refused = Commands.run("data", "pinguins", folder);
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.messages()).contains("did you mean \"penguins\"?", "digits, penguins, randhie");
        assertThat(folder).isEmptyDirectory();
        assertThat(Commands.run("data", "digits", folder.resolve("none")).code())
                .isEqualTo(73);
    }
}
