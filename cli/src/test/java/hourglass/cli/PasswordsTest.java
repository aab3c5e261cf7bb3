package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Reports show the command that was typed, but for passwords in addresses of databases.
class PasswordsTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "jdbc:postgresql://host/base?user=me&password=secret",
                "jdbc:postgresql://me:secret@host:5432/base",
                "jdbc:mysql://me:secret@host/base",
                "jdbc:oracle:thin:me/secret@host:1521:base",
                "jdbc:sqlserver://host;user=me;PASSWORD=secret;"
            })
    void passwordsAreNotShown(String address) {
        assertThat(DataOptions.withoutPassword(address))
                .doesNotContain("secret")
                .contains("me", "host");
    }

    @ParameterizedTest
    @ValueSource(strings = {"jdbc:postgresql://host:5432/base", "rows.csv", "SELECT a/b FROM t WHERE mail = 'x@y'"})
    void whatHasNoneStays(String text) {
        assertThat(DataOptions.withoutPassword(text)).isEqualTo(text);
    }
}
