package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.model.Table;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Measured: nearest neighbours agree for 90.0 % of the digits, for 56.6 % in the plane of principal components.
class VisualisationTest {
    @TempDir
    Path folder;

    @Test
    void twoNumbersShowTheDigitsBetterThanPrincipalComponents() {
        Table digits = Digits.all();
        double linear = Visualisation.agreement(Visualisation.linear(digits).encode(digits), digits.labels());
        double deep = Visualisation.agreement(Visualisation.deep(digits).encode(digits), digits.labels());
        assertThat(linear).isBetween(0.5, 0.6);
        assertThat(deep).isGreaterThan(0.7);
    }

    @Test
    void agreementOfPointsByHand() {
        Matrix points = Matrix.of(4, 2, 0, 0, 1, 0, 5, 5, 5, 7);
        assertThat(Visualisation.agreement(points, List.of("a", "a", "b", "b"))).isEqualTo(1);
        assertThat(Visualisation.agreement(points, List.of("a", "b", "a", "a"))).isCloseTo(0.5, within(1e-12));
    }

    @Test
    void drawsEachClassInAColourOfItsOwn() throws IOException {
        Path picture = folder.resolve("plane.png");
        Visualisation.main(new String[] {Digits.FILE.toString(), Digits.LABEL, picture.toString()});
        BufferedImage image = ImageIO.read(picture.toFile());
        Set<Integer> hues = new HashSet<>();
        for (int y = 0; y < image.getHeight(); y++) {
            for (int x = 0; x < image.getWidth(); x++) {
                Color color = new Color(image.getRGB(x, y));
                float[] hsb = Color.RGBtoHSB(color.getRed(), color.getGreen(), color.getBlue(), null);
                if (hsb[1] > 0.84f) {
                    hues.add(Math.round(10 * hsb[0]) % 10);
                }
            }
        }
        assertThat(hues).hasSize(10);
    }
}
