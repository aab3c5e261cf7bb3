package hourglass.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.problem.ProblemException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The version by itself; the model files and checkpoints that have it are tested where they are read.
class FormatVersionTest {
    private static int check(String version) {
        return FormatVersion.check(new TensorFile(Map.of(FormatVersion.KEY, version), List.of()), "a");
    }

    @Test
    void versionsUpToThisOneAreKnown() {
        assertThat(FormatVersion.check(new TensorFile(Map.of(), List.of()), "a"))
                .isEqualTo(1);
        for (int version = 1; version <= FormatVersion.CURRENT; version++) {
            assertThat(check(Integer.toString(version))).isEqualTo(version);
        }
        Map<String, String> metadata = new LinkedHashMap<>();
        FormatVersion.put(metadata);
        assertThat(metadata).containsExactly(Map.entry("format_version", Integer.toString(FormatVersion.CURRENT)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"999999999", "1000000000", "99999999999999999999"})
    void newerVersionsAreRefusedHoweverLong(String version) {
        assertThatThrownBy(() -> check(version))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: the file was written by a newer Hourglass, in a format this one does not know\n"
                        + "  at  a, format_version\n  expected version " + FormatVersion.CURRENT
                        + " at most, found version " + version + "\n  try  read it with a newer Hourglass");
    }

    @Test
    void theNextVersionIsNewer() {
        assertThatThrownBy(() -> check(Integer.toString(FormatVersion.CURRENT + 1)))
                .hasMessageContaining("newer Hourglass");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "0", "01", "+1", "-1", "1.0", "one"})
    void whatIsNoVersionIsShown(String version) {
        assertThatThrownBy(() -> check(version))
                .isInstanceOf(ProblemException.class)
                .hasMessage("error: the format version is not a whole number from 1 on\n  at  a, format_version\n"
                        + "  found " + version);
    }
}
