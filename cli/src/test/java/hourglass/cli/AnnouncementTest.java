package hourglass.cli;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsChoice;
import java.util.List;
import org.junit.jupiter.api.Test;

class AnnouncementTest {
    @Test
    void theFirstLineSaysWhyNothingFasterMultiplies() {
        KernelsChoice choice = new KernelsChoice(
                Kernels.plain(), List.of("faster kernels need a later Java than this, which is 21", "and another"));
        assertThat(Announcement.kernels(choice, 2))
                .isEqualTo(
                        "plain Java, 2 threads; faster kernels need a later Java than this, which is 21; and another");
        assertThat(Announcement.kernels(new KernelsChoice(Kernels.plain(), List.of()), 1))
                .isEqualTo("plain Java, 1 thread");
    }
}
