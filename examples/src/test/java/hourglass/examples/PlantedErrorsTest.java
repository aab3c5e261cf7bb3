package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import java.util.List;
import org.junit.jupiter.api.Test;

class PlantedErrorsTest {
    /// A sparrow always flies, a penguin always swims, an owl does not swim but is rare.
    private static Frame birds() {
        FrameBuilder builder = Frame.builder(List.of("bird", "way", "weight"));
        for (int i = 0; i < 200; i++) {
            boolean rare = i % 100 == 0;
            boolean swims = !rare && i % 2 == 0;
            builder.text(rare ? "owl" : swims ? "penguin" : "sparrow")
                    .text(swims ? "swims" : "flies")
                    .number(i)
                    .endRow();
        }
        return builder.build();
    }

    @Test
    void whatNeverStandsTogetherIsImpossibleIfByChanceItWould() {
        Combinations combinations = new Combinations(birds(), List.of(0, 1));
        List<List<Combinations.Level>> ofSparrow = combinations.impossible(1);
        assertThat(ofSparrow)
                .containsExactly(
                        List.of(new Combinations.Level(0, "penguin")), List.of(new Combinations.Level(1, "swims")));
        // By chance one owl would swim: too few to say that none can.
        assertThat(combinations.impossible(0)).containsExactly(List.of(new Combinations.Level(0, "penguin")));
    }

    @Test
    void aboutOneRowOfTwentyBecomesImpossibleAndNothingElseChanges() {
        Frame clean = birds();
        int[] spoiledColumn = new int[clean.rows()];
        List<Integer> columns = PlantedErrors.learned(clean, PlantedErrors.Mistake.IMPOSSIBLE);
        assertThat(columns).containsExactly(0, 1);
        Frame spoiled = PlantedErrors.spoiled(clean, PlantedErrors.Mistake.IMPOSSIBLE, columns, spoiledColumn);
        int rows = 0;
        for (int row = 0; row < clean.rows(); row++) {
            for (int column = 0; column < clean.columns(); column++) {
                assertThat(spoiled.text(row, column).equals(clean.text(row, column)))
                        .isEqualTo(column != spoiledColumn[row]);
            }
            rows += spoiledColumn[row] >= 0 ? 1 : 0;
        }
        assertThat(rows).isBetween(4, 20);
    }
}
