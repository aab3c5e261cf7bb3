package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NumeralTest {
    @Test
    void plainDigitsAreRead() {
        assertThat(Numeral.whole("1000")).isEqualTo(1000);
        assertThat(Numeral.whole("-7")).isEqualTo(-7);
        assertThat(Numeral.whole("+7")).isEqualTo(7);
        assertThat(Numeral.wholeLong("9223372036854775807")).isEqualTo(Long.MAX_VALUE);
        assertThat(Numeral.number("1e-3")).isEqualTo(0.001);
        assertThat(Numeral.number("-.5E+1")).isEqualTo(-5);
        assertThat(Numeral.number("2.")).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", " 1", "1 ", "1_000", "0x10", "1L", "1,5", "١٢", "--1", "ten", "1e3e3", "NaN", "Infinity"})
    void nothingElseIs(String text) {
        assertThatThrownBy(() -> Numeral.whole(text)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Numeral.wholeLong(text)).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Numeral.number(text)).isInstanceOf(NumberFormatException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1f", "1d", "0x1p3", ".", "1e", "1e999", "-1e999"})
    void norAreTheseNumbers(String text) {
        assertThatThrownBy(() -> Numeral.number(text)).isInstanceOf(NumberFormatException.class);
    }

    @Test
    void whatDoesNotFitIsNoNumber() {
        assertThatThrownBy(() -> Numeral.whole("2147483648")).isInstanceOf(NumberFormatException.class);
        assertThatThrownBy(() -> Numeral.wholeLong("9223372036854775808")).isInstanceOf(NumberFormatException.class);
    }
}
