package hourglass.activation;

import static hourglass.activation.KerasValues.NONE;
import static hourglass.activation.KerasValues.check;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

/// Values of Keras 3.16 (those beyond the lecture's list: 3.15.1), computed in double precision.
class KerasValuesTest {
    @Test
    void sigmoid() {
        check(
                new Sigmoid(),
                .00669285,
                .11920292,
                .26894142,
                .37754067,
                .5,
                .62245933,
                .73105858,
                .88079708,
                .99330715);
    }

    @Test
    void softplus() {
        check(
                new Softplus(),
                .00671535,
                .12692801,
                .31326169,
                .47407698,
                .69314718,
                .97407698,
                1.31326169,
                2.12692801,
                5.00671535);
    }

    @Test
    void softsign() {
        check(new Softsign(), -.83333333, -.66666667, -.5, -.33333333, 0, .33333333, .5, .66666667, .83333333);
    }

    @Test
    void tanh() {
        check(new Tanh(), -.9999092, -.96402758, -.76159416, -.46211716, 0, .46211716, .76159416, .96402758, .9999092);
    }

    @Test
    void selu() {
        check(
                new Selu(),
                -1.74625336,
                -1.52016647,
                -1.11133074,
                -.69175819,
                0,
                .52535049,
                1.05070099,
                2.10140197,
                5.25350494);
        check(new Selu(), new float[] {-40, -1000}, -1.7580993408473766, -1.7580993408473766);
    }

    @Test
    void elu() {
        check(new Elu(), -.99326205, -.86466472, -.63212056, -.39346934, 0, .5, 1, 2, 5);
        check(new Elu(2), new float[] {-1, 3}, -1.26424112, 3);
    }

    @Test
    void exponential() {
        check(
                new Exponential(),
                .00673795,
                .13533528,
                .36787944,
                .60653066,
                1,
                1.64872127,
                2.71828183,
                7.3890561,
                148.4131591);
        float[] y = {100};
        new Exponential().forward(y, y, 0, 1);
        assertThat(y[0]).isEqualTo(Float.POSITIVE_INFINITY);
    }

    @Test
    void linear() {
        check(new Linear(), -5, -2, -1, -.5, 0, .5, 1, 2, 5);
    }

    @Test
    void softmax() {
        check(new Softmax(), new float[] {1, 2, 3}, .09003057, .24472847, .66524096);
        check(new Softmax(), new float[] {1001, 1002, 1003}, .09003057, .24472847, .66524096);
        check(new Softmax(), new float[] {7}, 1);
    }

    @Test
    void relu() {
        check(new Relu(), 0, 0, 0, 0, 0, .5, 1, 2, 5);
        float[] tens = {-10, -5, 0, 5, 10};
        check(new Relu(), tens, 0, 0, 0, 5, 10);
        check(new Relu(0.5f, NONE, 0), tens, -5, -2.5, 0, 5, 10);
        check(new Relu(0, 5, 0), tens, 0, 0, 0, 5, 5);
        check(new Relu(0, NONE, 5), tens, 0, 0, 0, 0, 10);
    }

    @Test
    void farFromZero() {
        float[] far = {-1e30f, -200, 200, 1e30f};
        check(new Silu(), far, 0, 0, 200, 1e30);
        check(new Gelu(), far, 0, 0, 200, 1e30);
        check(new Gelu(true), far, 0, 0, 200, 1e30);
        check(new Mish(), far, 0, 0, 200, 1e30);
        check(new HardSilu(), far, 0, 0, 200, 1e30);
        check(new SparsePlus(), far, 0, 0, 200, 1e30);
        check(new LogSigmoid(), far, -1e30, -200, 0, 0);
        check(new TanhShrink(), far, -1e30, -199, 199, 1e30);
        check(new Threshold(0.5f, 2), new float[] {Float.NEGATIVE_INFINITY, 200}, 2, 200);
        for (Activation activation : List.of(new Silu(), new Gelu(), new Gelu(true), new Mish(), new HardSilu())) {
            float[] y = new float[4];
            float[] g = {1, 1, 1, 1};
            activation.forward(far, y, 0, 4);
            activation.backward(far, y, g, 0, 4);
            assertThat(g).as("%s", activation).containsExactly(new float[] {0, 0, 1, 1}, within(1e-9f));
        }
    }

    /// By hand: below the threshold slope · (z − threshold), above it z cut at the maximum.
    @Test
    void reluWithSeveralArguments() {
        float[] z = {-10, -1, 0, 0.5f, 1, 1.5f, 3, 10};
        check(new Relu(0.1f, 6, 1), z, -1.1, -.2, -.1, -.05, 0, 1.5, 3, 6);
        check(new Relu(0.1f, NONE, 1), z, -1.1, -.2, -.1, -.05, 0, 1.5, 3, 10);
        check(new Relu(0.1f, 6, 0), z, -1, -.1, 0, .5, 1, 1.5, 3, 6);
        check(new Relu(0, 6, 1), z, 0, 0, 0, 0, 0, 1.5, 3, 6);
        // A negative threshold lets negative numbers through, unless a maximum brings the clip at 0 with it.
        check(new Relu(0.1f, NONE, -2), z, -.8, -1, 0, .5, 1, 1.5, 3, 10);
        check(new Relu(0.1f, 6, -2), z, -.8, 0, 0, .5, 1, 1.5, 3, 6);
    }

    @Test
    void argumentsOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Elu(-1))
                .withMessage("alpha of elu must be at least 0 and finite, got -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Elu(Float.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Elu(NONE));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Relu(0, -1, 0))
                .withMessage("relu needs a finite slope, a finite threshold and a maximum of at least 0, "
                        + "got slope 0.0, threshold 0.0, maximum -1.0");
        assertThatIllegalArgumentException().isThrownBy(() -> new Relu(Float.NaN, NONE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Relu(0, Float.NaN, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Relu(0, NONE, NONE));
    }
}
