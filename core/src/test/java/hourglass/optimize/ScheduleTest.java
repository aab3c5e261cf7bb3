package hourglass.optimize;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

/// Factors at points worked out by hand: 10 steps an epoch, 100 steps in all.
class ScheduleTest {
    private static double factor(Schedule schedule, long step) {
        return schedule.factor(step, 10, 100, 0.125);
    }

    @Test
    void constant() {
        assertThat(factor(new Schedule.Constant(), 0)).isEqualTo(1);
        assertThat(factor(new Schedule.Constant(), 99)).isEqualTo(1);
    }

    @Test
    void step() {
        Schedule schedule = new Schedule.Step(3, 0.5);
        assertThat(factor(schedule, 0)).isEqualTo(1);
        assertThat(factor(schedule, 29)).isEqualTo(1);
        assertThat(factor(schedule, 30)).isEqualTo(0.5);
        assertThat(factor(schedule, 59)).isEqualTo(0.5);
        assertThat(factor(schedule, 99)).isEqualTo(0.125);
    }

    @Test
    void cosine() {
        Schedule schedule = new Schedule.Cosine();
        assertThat(factor(schedule, 0)).isEqualTo(1);
        assertThat(factor(schedule, 25)).isCloseTo(0.5 + Math.sqrt(2) / 4, within(1e-12));
        assertThat(factor(schedule, 50)).isCloseTo(0.5, within(1e-12));
        assertThat(factor(schedule, 100)).isCloseTo(0, within(1e-12));
        assertThat(factor(schedule, 150)).isCloseTo(0, within(1e-12));
        assertThat(factor(new Schedule.Cosine(0.2), 50)).isCloseTo(0.6, within(1e-12));
        assertThat(factor(new Schedule.Cosine(0.2), 100)).isCloseTo(0.2, within(1e-12));
    }

    @Test
    void warmUp() {
        Schedule schedule = new Schedule.WarmUp(20, new Schedule.Cosine());
        assertThat(factor(schedule, 0)).isCloseTo(0.05, within(1e-12));
        assertThat(factor(schedule, 9)).isCloseTo(0.5, within(1e-12));
        assertThat(factor(schedule, 19)).isEqualTo(1);
        assertThat(factor(schedule, 20)).isEqualTo(1);
        // Half of the 80 steps that are left.
        assertThat(factor(schedule, 60)).isCloseTo(0.5, within(1e-12));
        assertThat(factor(schedule, 100)).isCloseTo(0, within(1e-12));
        assertThat(factor(new Schedule.WarmUp(20, new Schedule.ReduceOnPlateau()), 30))
                .isEqualTo(0.125);
    }

    @Test
    void plateau() {
        Schedule.ReduceOnPlateau schedule = new Schedule.ReduceOnPlateau();
        assertThat(factor(schedule, 5)).isEqualTo(0.125);
        assertThat(schedule.plateau()).contains(schedule);
        assertThat(new Schedule.WarmUp(2, schedule).plateau()).contains(schedule);
        assertThat(new Schedule.WarmUp(2, new Schedule.Constant()).plateau()).isEmpty();
        assertThat(new Schedule.Cosine().plateau()).isEmpty();
        assertThat(new Schedule.Step(1, 1).plateau()).isEmpty();
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Step(0, 0.5))
                .withMessage("a step schedule needs epochs >= 1 and 0 < factor <= 1");
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Step(1, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.Step(1, 1.5));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.Cosine(2))
                .withMessage("the end of a cosine schedule must be between 0 and 1, got 2.0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.WarmUp(0, new Schedule.Constant()))
                .withMessage("a warm-up needs at least 1 step, got 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Schedule.WarmUp(1, new Schedule.WarmUp(1, new Schedule.Constant())))
                .withMessage("a warm-up cannot be followed by another");
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.ReduceOnPlateau(1, 5, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.ReduceOnPlateau(0.5, 0, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Schedule.ReduceOnPlateau(0.5, 5, 2));
    }
}
