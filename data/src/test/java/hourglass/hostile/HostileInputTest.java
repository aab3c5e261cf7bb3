package hourglass.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/// Some mutated inputs for each parser in every build; `-Dmutations=1000000 -Dmutations.seed=1` for a long run, with
/// `-Dmutations.of=npy,IDX` of some parsers alone, told in docs/reliability.md.
class HostileInputTest {
    private static final int MUTATIONS = Integer.getInteger("mutations", 0);
    private static final long SEED = Long.getLong("mutations.seed", 20_261_126);
    private static final List<String> OF =
            List.of(System.getProperty("mutations.of", "").split(","));

    @TempDir
    Path folder;

    @TestFactory
    List<DynamicTest> everyParserReadsOrRefuses() throws IOException {
        return new Targets(folder)
                .all().stream()
                        .filter(target -> OF.contains("") || OF.contains(target.name()))
                        .map(target -> DynamicTest.dynamicTest(target.name(), () -> attack(target)))
                        .toList();
    }

    private static void attack(Target target) {
        int count = MUTATIONS == 0 ? target.inputs() : Math.min(MUTATIONS, target.most());
        Oracle result = target.attack(SEED, count);
        if (MUTATIONS > 0) {
            System.out.println(target.name() + ", seed " + SEED + ": " + result.figures());
        }
        assertThat(result.accepted())
                .as("%s: some changes must be harmless, or nothing was tested", target.name())
                .isGreaterThan(target.seeds().size());
        assertThat(result.refused())
                .as("%s: some changes must be noticed", target.name())
                .isPositive();
    }
}
