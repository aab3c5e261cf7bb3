package hourglass.data;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.data.row.ReadOptions;
import hourglass.data.row.RowReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class FirstLineTest {
    @TempDir
    Path folder;

    private RowReader open(String text, ReadOptions options) throws IOException {
        return DataFile.open(Files.writeString(folder.resolve("a.csv"), text.replace("/", "\n")), options);
    }

    /// The last column says whether line 1 holds names, and whether something is said about it.
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "a,b/1,2/3,4 names plain",
                "1,2/3,4/5,6 row noted",
                "id,2014,2015,class/1,7,8,x/2,9,6,y names noted",
                "region,2014,2015,2016/r0,7,9,8/r1,9,7,6/r2,5,8,8 names noted",
                "2014,2015,2016/7,9,8/9,7,6/5,8,8 row noted",
                ",0,1,2/0,7.5,9,8/1,9,7.5,6/2,5,8,8 names noted",
                ",0.5,3/1,7.5,9/2,9,7.5 row noted",
                "39,private,77516/50,public,83311/38,private,215646 row noted",
                "first,last/john,doe/jane,roe names noted",
                "yes,no/no,no/yes,yes row noted",
                "when,n/2024-01-01,1/2024-01-02,2 names plain",
                "NA,2/3,4/5,6 row noted",
                "2024-01-01,2024-02-01/3,4/5,6 names noted",
                "0,1/red,x/blue,y/green,z names noted",
                "1.5/2.5/3.5 row noted",
                "x/2.5/3.5 names plain",
            })
    void judgedByWhatStandsBelow(String text, String verdict, String said) throws IOException {
        try (RowReader reader = open(text, ReadOptions.none())) {
            boolean names = !reader.columns().getFirst().equals("column0")
                    || !reader.columns().getLast().startsWith("column");
            assertThat(names ? "names" : "row").as(text).isEqualTo(verdict);
            boolean noted = reader.notes().stream().anyMatch(note -> note.contains("line 1 was taken for"));
            assertThat(noted ? "noted" : "plain")
                    .as("%s: %s", text, reader.notes())
                    .isEqualTo(said);
        }
    }

    @Test
    void theOptionDecides() throws IOException {
        try (RowReader reader = open("2014,2015/7,9/9,7", ReadOptions.none().withHeader(true))) {
            assertThat(reader.columns()).containsExactly("2014", "2015");
            assertThat(reader.read(10).rows()).isEqualTo(2);
            assertThat(reader.notes()).isEmpty();
        }
        try (RowReader reader = open("a,b/7,9", ReadOptions.none().withHeader(false))) {
            assertThat(reader.columns()).containsExactly("column0", "column1");
            assertThat(reader.read(10).text(0, 0)).isEqualTo("a");
        }
    }
}
