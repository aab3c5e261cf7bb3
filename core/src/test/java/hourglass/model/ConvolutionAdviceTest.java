package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.activation.Linear;
import hourglass.activation.Relu;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import hourglass.network.Architecture;
import hourglass.network.Convolution;
import hourglass.network.Corrupt;
import hourglass.network.Corruption;
import hourglass.network.GaussianLatent;
import hourglass.network.Penalize;
import hourglass.network.Penalty;
import hourglass.network.Residual;
import hourglass.objective.Gaussian;
import hourglass.random.Noise;
import hourglass.table.ValueType;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConvolutionAdviceTest {
    private static final Wishes CONVOLUTION = Wishes.none().withConvolution(true);

    private static Table pictures(Integer... shape) {
        int columns = List.of(shape).stream().reduce(1, Math::multiplyExact);
        Matrix rows = Matrix.zeros(40, columns);
        for (int i = 0; i < rows.array().length; i++) {
            rows.array()[i] = (float) (40 + 150 * Noise.uniform(1, i));
        }
        List<String> names =
                IntStream.range(0, columns).mapToObj(j -> "pixel" + j).toList();
        return new Table(names, List.of(shape), ValueType.UNSIGNED_BYTE, rows, List.of());
    }

    private static Architecture advised(Table table, Wishes wishes) {
        return Advisor.advise(table, wishes).recipe().architecture();
    }

    /// Sides that halving divides and sides that it does not, down to one that is not halved at all.
    @ParameterizedTest
    @CsvSource({"28, 28, 1", "25, 25, 1", "62, 47, 1", "32, 32, 3", "7, 5, 3", "4, 9, 1", "3, 3, 1"})
    void pictureComesBackInItsShape(int height, int width, int channels) {
        Table table = channels == 1 ? pictures(height, width) : pictures(height, width, channels);
        Architecture code = advised(table, CONVOLUTION.withCode(5));
        assertThat(code.codeSize()).isEqualTo(5);
        assertThat(code.shapes().getLast().size()).isEqualTo(height * width * channels);
        Architecture denoiser = advised(table, CONVOLUTION.withCorruption(new Corruption.Gaussian(0.1f)));
        assertThat(denoiser.shapes().getLast()).isEqualTo(new Shape.Image(height, width, channels));
        assertThat(denoiser.encoder().getFirst()).isInstanceOf(Corrupt.class);
        assertThat(denoiser.encoder()).anyMatch(Residual.class::isInstance);
    }

    @Test
    void pixelsOfAllPlacesHaveOneScale() {
        Advice advice = Advisor.advise(pictures(12, 12), CONVOLUTION);
        assertThat(advice.input()).isEqualTo(ScalingKind.COMMON_RANGE);
        assertThat(advice.recipe().architecture().objective()).isInstanceOf(Gaussian.class);
    }

    @Test
    void fewPicturesAreLearnedLinearly() {
        assertThat(advised(pictures(12, 12), CONVOLUTION).encoder().get(1))
                .isInstanceOfSatisfying(
                        Convolution.class, it -> assertThat(it.activation()).isEqualTo(new Linear()));
        assertThat(advised(pictures(6, 6), CONVOLUTION).encoder().get(1))
                .isInstanceOfSatisfying(
                        Convolution.class, it -> assertThat(it.activation()).isEqualTo(new Relu()));
    }

    @Test
    void noiseWithACodeHasABottleneck() {
        Wishes noisy = CONVOLUTION.withCorruption(new Corruption.Masking(0.2f));
        assertThat(advised(pictures(12, 12), noisy.withCode(4)).codeSize()).isEqualTo(4);
        assertThat(advised(pictures(12, 12), noisy).codeSize()).isGreaterThan(144);
    }

    @Test
    void codesMayBeVariationalOrSparse() {
        assertThat(advised(pictures(12, 12), CONVOLUTION.withVariational(1)).encoder())
                .anyMatch(GaussianLatent.class::isInstance);
        assertThat(advised(pictures(12, 12), CONVOLUTION.withSparsity(new Penalize(new Penalty.L1(0.1f))))
                        .encoder())
                .anyMatch(Penalize.class::isInstance);
    }

    @Test
    void whatDoesNotFitIsRefused() {
        assertThatThrownBy(() -> advised(pictures(144), CONVOLUTION)).hasMessageContaining("height x width");
        assertThatThrownBy(() -> advised(pictures(12, 12), CONVOLUTION.withTied(true)))
                .hasMessageContaining("`tied`");
        assertThatThrownBy(() -> advised(pictures(12, 12), CONVOLUTION.withHidden(List.of(8))))
                .hasMessageContaining("`hidden`");
    }

    @Test
    void wholePicturesAreSetAside() {
        List<String> names = IntStream.range(0, 60).mapToObj(i -> "p" + i / 10).toList();
        CutPictures cut = new CutPictures(new hourglass.picture.Patches(8), names);
        hourglass.train.Split split = cut.split(0.2, 1);
        assertThat(split.validation()).hasSize(10);
        assertThat(IntStream.of(split.validation()).mapToObj(names::get).distinct())
                .hasSize(1);
        assertThat(split.training()).hasSize(50);
        CutPictures few = new CutPictures(new hourglass.picture.Patches(8), names.subList(0, 40));
        assertThat(few.areEnough()).isFalse();
        assertThat(few.split(0.2, 1).validation()).hasSize(8);
    }
}
