package hourglass.data.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Messages of others without the names of their exceptions.
class ForeignWordsTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Not implemented Error: no codec LZO | no codec LZO",
                "Invalid Input Error: TProtocolException: Invalid data | Invalid data",
                "java.sql.SQLException: Invalid Error: bad | bad",
                "IO Error: No files found that match | No files found that match",
                "INTERNAL Error: Attempted to access index 5 | Attempted to access index 5",
                "Parser Error: syntax error at or near \"FORM\" | syntax error at or near \"FORM\"",
                "cannot read a.parquet: Invalid Error: don't know | cannot read a.parquet: don't know",
                "java/io/EOFException: end | end",
                "com.example.FaultException: x | x",
                "ERROR: relation \"a\" does not exist | ERROR: relation \"a\" does not exist",
                "an Error in reading | an Error in reading",
                "IOException | no reason given",
            })
    void namesAreLeftOut(String message, String words) {
        assertThat(ForeignWords.of(message)).isEqualTo(words);
    }

    @Test
    void theFirstLineThatSaysAnythingIsShown() {
        assertThat(ForeignWords.of("\n \nInvalid Error: \nhere it is\nLINE 1: SELECT"))
                .isEqualTo("here it is");
        assertThat(ForeignWords.of(new SQLException((String) null))).isEqualTo("no reason given");
        assertThat(ForeignWords.of(new SQLException(""))).isEqualTo("no reason given");
    }

    @Test
    void longMessagesAreCut() {
        assertThat(ForeignWords.of("a.".repeat(100_000))).hasSize(1000);
    }
}
