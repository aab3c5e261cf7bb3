package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;

class GridTest {
    @Test
    void columnsAreAsWideAsTheirWidestCell() {
        Grid grid = new Grid("<><");
        grid.add(List.of("name", "number", "why"));
        grid.add(List.of("a", "1.5", "because"));
        grid.add(List.of("longer", "-100.25", ""));
        assertThat(grid.lines())
                .containsExactly("name       number  why", "  a           1.5  because", "  longer  -100.25");
    }

    @Test
    void aLineOfAnotherLengthIsRefused() {
        Grid grid = new Grid("<>");
        assertThatThrownBy(() -> grid.add(List.of("a")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("expected 2 cells, got 1");
    }

    @Test
    void whatIsTooLongEndsInAnEllipsis() {
        assertThat(Grid.cut("abcdef", 6)).isEqualTo("abcdef");
        assertThat(Grid.cut("abcdefg", 6)).isEqualTo("abcde…");
    }
}
