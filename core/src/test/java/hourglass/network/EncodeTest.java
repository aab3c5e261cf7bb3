package hourglass.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import hourglass.activation.Linear;
import hourglass.activation.Tanh;
import hourglass.bound.Binding;
import hourglass.bound.Memory;
import hourglass.bound.Tiled;
import hourglass.json.Words;
import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import hourglass.matrix.Shape;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.Mixed;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class EncodeTest {
    private static final Encode TWO = new Encode(List.of(new Encoding.Real(-3, 3), new Encoding.OneHot(3)));
    private static final Layer MISSING = new Corrupt(new Corruption.Missing(0.2f));
    private static final Mixed OBJECTIVE = new Mixed(List.<Likelihood>of(new Gaussian(), new ClassIndices(3)));

    private static float[] encoded(Encoding encoding, float x) {
        Encode encode = new Encode(List.of(encoding));
        Tiled input = Tiled.of(new float[0], 0, 1, 4);
        Binding binding = new Binding(
                List.of(encode),
                0,
                List.of(Map.of()),
                4,
                new Shape.Vector(input.all().columns()),
                input,
                null,
                null,
                new Memory(4),
                false);
        Matrix row = encode.bind(binding).use(Matrix.of(2, 1, 0, x).rows(1, 2), Kernels.plain());
        return row.copy().array();
    }

    @Test
    void numbersAreKeptWithinBounds() {
        Encoding real = new Encoding.Real(-2, 3);
        assertThat(encoded(real, 1.5f)).containsExactly(1.5f, 0);
        assertThat(encoded(real, -7)).containsExactly(-2, 0);
        assertThat(encoded(real, Float.POSITIVE_INFINITY)).containsExactly(3, 0);
        assertThat(encoded(real, Float.NaN)).containsExactly(0, 1);
    }

    @Test
    void countsAreLogarithms() {
        Encoding count = new Encoding.Logarithm(1, 0.5f, 4);
        assertThat(encoded(count, 9)[0]).isCloseTo((float) ((Math.log(10) - 1) / 0.5), within(1e-6f));
        assertThat(encoded(count, -5)).containsExactly(-2, 0);
        assertThat(encoded(count, 1e6f)).containsExactly(4, 0);
        assertThat(encoded(count, Float.NaN)).containsExactly(0, 1);
    }

    @Test
    void kindsThatAreNoSize() {
        assertThat(encoded(new Encoding.YesNo(), 0)).containsExactly(-1);
        assertThat(encoded(new Encoding.YesNo(), 1)).containsExactly(1);
        assertThat(encoded(new Encoding.YesNo(), 0.4f)).containsExactly(-1);
        assertThat(encoded(new Encoding.YesNo(), Float.NaN)).containsExactly(0);
        Encoding hot = new Encoding.OneHot(3);
        assertThat(encoded(hot, 0)).containsExactly(1, 0, 0);
        assertThat(encoded(hot, 2)).containsExactly(0, 0, 1);
        for (float none : new float[] {3, -1, 0.5f, 1e20f, Float.NaN, Float.NEGATIVE_INFINITY}) {
            assertThat(encoded(hot, none)).as("%s", none).containsExactly(0, 0, 0);
        }
        assertThat(encoded(new Encoding.Circle(), 0)).containsExactly(1, 0);
        assertThat(encoded(new Encoding.Circle(), 2)).containsExactly((float) Math.cos(2), (float) Math.sin(2));
        assertThat(encoded(new Encoding.Circle(), Float.NaN)).containsExactly(0, 0);
        assertThat(encoded(new Encoding.Circle(), Float.POSITIVE_INFINITY)).containsExactly(0, 0);
    }

    private static Architecture of(List<Layer> encoder, List<Layer> decoder) {
        return new Architecture(2, encoder, decoder, OBJECTIVE);
    }

    private static void refused(List<Layer> encoder, List<Layer> decoder, String message) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> of(encoder, decoder))
                .withMessage(message);
    }

    private static Dense dense(int units) {
        return new Dense(units, new Linear());
    }

    @Test
    void whereItMayStand() {
        Architecture architecture = of(List.of(MISSING, TWO, dense(2)), List.of(dense(4)));
        assertThat(architecture.outputOf(2).size()).isEqualTo(5);
        assertThat(architecture.features()).isEqualTo(2);
        assertThat(architecture.codeSize()).isEqualTo(2);
        of(List.of(new Corrupt(new Corruption.Swap(0.1f)), MISSING, TWO, dense(2)), List.of(dense(4)));
        of(List.of(MISSING, new Corrupt(new Corruption.Gaussian(0.1f)), TWO, dense(2)), List.of(dense(4)));
        new Architecture(2, List.of(), List.of(MISSING, TWO, dense(1)), new Bernoulli(), OptionalInt.of(1));
        // The inner pair may be tied.
        of(List.of(TWO, dense(4), dense(2)), List.of(new Dense(4, new Tanh(), new Weights.Mirrored()), dense(4)));

        String atInput = "an encode layer belongs at the input, with nothing but corruption before it, but is ";
        refused(List.of(dense(2), TWO), List.of(dense(4)), atInput + "layer 1 of the encoder");
        refused(List.of(TWO, TWO, dense(2)), List.of(dense(4)), atInput + "layer 1 of the encoder");
        refused(List.of(dense(2)), List.of(TWO, dense(4)), atInput + "layer 0 of the decoder");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Architecture(3, List.of(TWO, dense(2)), List.of(dense(3)), new Gaussian()))
                .withMessage("an encode layer of 2 columns cannot read rows of 3");
    }

    @Test
    void whatIsMissingStandsBeforeIt() {
        String before = "what makes numbers missing must stand before an encode layer, which takes them, but is ";
        refused(List.of(MISSING, dense(2)), List.of(dense(4)), before + "layer 0 of the encoder");
        refused(List.of(TWO, MISSING, dense(2)), List.of(dense(4)), before + "layer 1 of the encoder");
        refused(List.of(TWO, dense(2)), List.of(MISSING, dense(4)), before + "layer 0 of the decoder");
    }

    @Test
    void theOutputCannotMirrorIt() {
        refused(
                List.of(TWO, dense(2)),
                List.of(new Dense(4, new Linear(), new Weights.Mirrored())),
                "layer 0 of the decoder cannot have mirrored weights: the layer that it would mirror reads encoded"
                        + " columns, which it does not give back");
    }

    @Test
    void settingsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Encode(List.of()))
                .withMessageContaining("at least 1");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Encoding.Real(1, 0))
                .withMessageContaining("low to");
        assertThatIllegalArgumentException().isThrownBy(() -> new Encoding.Real(0, Float.POSITIVE_INFINITY));
        assertThatIllegalArgumentException().isThrownBy(() -> new Encoding.Logarithm(0, 0, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new Encoding.OneHot(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Missing(0.5f, 0.4f));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Missing(1.5f));
        assertThatIllegalArgumentException().isThrownBy(() -> new Corruption.Missing(0, Float.NaN));
    }

    @Test
    void oneNumberOrTwoInAWord() {
        Words<Corruption> words = Words.ofSealed("corruption", Corruption.class);
        assertThat(words.read("missing:0.2")).isEqualTo(new Corruption.Missing(0.2f, 0.2f));
        assertThat(words.read("missing:0.1:0.5")).isEqualTo(new Corruption.Missing(0.1f, 0.5f));
        assertThat(Words.of(new Corruption.Missing(0.2f))).isEqualTo("missing:0.2");
        assertThat(Words.of(new Corruption.Missing(0.1f, 0.5f))).isEqualTo("missing:0.1:0.5");
    }
}
