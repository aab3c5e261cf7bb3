package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.System.Logger.Level;
import org.junit.jupiter.api.Test;

class CommandLogTest {
    @Test
    void librariesOfHourglassAreSilentAndWarningsOfOthersAreNot() {
        System.Logger ours = System.getLogger("hourglass.matrix");
        System.Logger others = System.getLogger("org.example");
        assertThat(ours.isLoggable(Level.ERROR)).isFalse();
        assertThat(others.isLoggable(Level.INFO)).isFalse();
        assertThat(others.isLoggable(Level.WARNING)).isTrue();
        assertThat(others.isLoggable(Level.OFF)).isFalse();
    }
}
