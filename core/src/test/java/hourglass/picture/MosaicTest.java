package hourglass.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.random.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MosaicTest {
    private static Matrix picture(int numbers) {
        Matrix picture = Matrix.zeros(1, numbers);
        for (int i = 0; i < numbers; i++) {
            picture.set(0, i, (float) (255 * Noise.uniform(3, i)));
        }
        return picture;
    }

    /// Sides that the stride divides, sides that it does not, and a picture that is one patch.
    @ParameterizedTest
    @CsvSource({"16, 24, 8, 1", "17, 23, 8, 3", "8, 8, 8, 1", "31, 8, 8, 3", "40, 41, 9, 1"})
    void whatIsCutAndPutTogetherIsWhatItWas(int height, int width, int side, int channels) {
        Patches patches = new Patches(side);
        Matrix picture = picture(height * width * channels);
        Mosaic mosaic = new Mosaic(patches, height, width, channels);
        int count = patches.count(height, width);
        for (int first = 0; first < count; first += 3) {
            Matrix some = Matrix.zeros(Math.min(3, count - first), side * side * channels);
            patches.cut(picture, height, width, channels, first, some);
            mosaic.add(some, first);
        }
        Matrix again = mosaic.picture();
        for (int i = 0; i < picture.columns(); i++) {
            assertThat((double) again.get(0, i)).isCloseTo(picture.get(0, i), within(1e-4));
        }
    }

    @Test
    void patchesReachTheBorderAndOverlapByHalf() {
        assertThat(new Patches(8).starts(20)).containsExactly(0, 4, 8, 12);
        assertThat(new Patches(8).starts(21)).containsExactly(0, 4, 8, 12, 13);
        assertThat(new Patches(8).starts(8)).containsExactly(0);
    }

    /// Two patches side by side that disagree: where one ends, the other counts alone, and nothing jumps between.
    @Test
    void thereIsNoSeam() {
        Mosaic mosaic = new Mosaic(new Patches(8), 8, 12, 1);
        Matrix rows = Matrix.zeros(2, 64);
        rows.rows(1, 2).fill(100);
        mosaic.add(rows, 0);
        Matrix line = mosaic.picture().columns(0, 12);
        assertThat(line.get(0, 3)).isZero();
        assertThat(line.get(0, 8)).isEqualTo(100);
        double largest = 0;
        for (int x = 1; x < 12; x++) {
            largest = Math.max(largest, line.get(0, x) - line.get(0, x - 1));
        }
        assertThat(largest).isLessThan(40);
    }

    @Test
    void aSideIsWithinBounds() {
        assertThatThrownBy(() -> new Patches(7)).hasMessageContaining("side of patches");
        assertThatThrownBy(() -> new Patches(513)).hasMessageContaining("side of patches");
    }
}
