package hourglass.activation;

import static hourglass.activation.KerasValues.NONE;
import static hourglass.activation.KerasValues.check;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;

/// Values of the activations that Keras has and the lecture does not name.
class FurtherKerasValuesTest {
    @Test
    void leakyRelu() {
        check(new LeakyRelu(), -1, -0.4, -0.2, -0.1, 0, 0.5, 1, 2, 5);
        check(new LeakyRelu(0.05f), -0.25, -0.1, -0.05, -0.025, 0, 0.5, 1, 2, 5);
    }

    @Test
    void relu6() {
        check(new Relu6(), 0, 0, 0, 0, 0, 0.5, 1, 2, 5);
    }

    @Test
    void celu() {
        check(new Celu(), -0.993262053001, -0.864664716763, -0.632120558829, -0.393469340287, 0, 0.5, 1, 2, 5);
        check(new Celu(2), -1.83583000275, -1.26424111766, -0.786938680575, -0.442398433857, 0, 0.5, 1, 2, 5);
    }

    @Test
    void squareplus() {
        check(
                new Squareplus(),
                0.192582403567,
                0.414213562373,
                0.61803398875,
                0.780776406404,
                1,
                1.2807764064,
                1.61803398875,
                2.41421356237,
                5.19258240357);
        check(
                new Squareplus(0.5f),
                0.0248762345905,
                0.0606601717798,
                0.112372435696,
                0.183012701892,
                0.353553390593,
                0.683012701892,
                1.1123724357,
                2.06066017178,
                5.02487623459);
    }

    @Test
    void softShrink() {
        check(new SoftShrink(), -4.5, -1.5, -0.5, 0, 0, 0, 0.5, 1.5, 4.5);
        check(new SoftShrink(1.5f), -3.5, -0.5, 0, 0, 0, 0, 0, 0.5, 3.5);
    }

    @Test
    void hardShrink() {
        check(new HardShrink(), -5, -2, -1, 0, 0, 0, 1, 2, 5);
        check(new HardShrink(1.5f), -5, -2, 0, 0, 0, 0, 0, 2, 5);
    }

    @Test
    void tanhShrink() {
        check(
                new TanhShrink(),
                -4.00009079574,
                -1.03597241992,
                -0.238405844044,
                -0.03788284274,
                0,
                0.03788284274,
                0.238405844044,
                1.03597241992,
                4.00009079574);
    }

    @Test
    void hardTanh() {
        check(new HardTanh(), -1, -1, -1, -0.5, 0, 0.5, 1, 1, 1);
    }

    @Test
    void threshold() {
        check(new Threshold(0.5f, -0.25f), -0.25, -0.25, -0.25, -0.25, -0.25, -0.25, 1, 2, 5);
    }

    @Test
    void sparsePlus() {
        check(new SparsePlus(), 0, 0, 0, 0.0625, 0.25, 0.5625, 1, 2, 5);
    }

    @Test
    void sparseSigmoid() {
        check(new SparseSigmoid(), 0, 0, 0, 0.25, 0.5, 0.75, 1, 1, 1);
    }

    @Test
    void hardSigmoid() {
        check(
                new HardSigmoid(),
                0,
                0.166666666667,
                0.333333333333,
                0.416666666667,
                0.5,
                0.583333333333,
                0.666666666667,
                0.833333333333,
                1);
    }

    @Test
    void logSigmoid() {
        check(
                new LogSigmoid(),
                -5.00671534849,
                -2.12692801104,
                -1.31326168752,
                -0.97407698418,
                -0.69314718056,
                -0.47407698418,
                -0.313261687518,
                -0.126928011043,
                -0.00671534848912);
    }

    @Test
    void silu() {
        check(
                new Silu(),
                -0.0334642546214,
                -0.238405844044,
                -0.26894142137,
                -0.188770334399,
                0,
                0.311229665601,
                0.73105857863,
                1.76159415596,
                4.96653574538);
    }

    @Test
    void hardSilu() {
        check(
                new HardSilu(),
                0,
                -0.333333333333,
                -0.333333333333,
                -0.208333333333,
                0,
                0.291666666667,
                0.666666666667,
                1.66666666667,
                5);
    }

    @Test
    void gelu() {
        check(
                new Gelu(),
                -1.43325785934e-06,
                -0.0455002638964,
                -0.158655253931,
                -0.154268769363,
                0,
                0.345731230637,
                0.841344746069,
                1.9544997361,
                4.99999856674);
        check(
                new Gelu(true),
                -2.29179619726e-07,
                -0.0454023059122,
                -0.158808009392,
                -0.154285990175,
                0,
                0.345714009825,
                0.841191990608,
                1.95459769409,
                4.99999977082);
    }

    @Test
    void mish() {
        check(
                new Mish(),
                -0.0335762377302,
                -0.252501482696,
                -0.303401461374,
                -0.220743774652,
                0,
                0.375245211305,
                0.865098388267,
                1.94395895953,
                4.99955207753);
    }

    @Test
    void logSoftmax() {
        check(new LogSoftmax(), new float[] {1, 2, 3}, -2.40760596444, -1.40760596444, -0.407605964444);
        check(
                new LogSoftmax(),
                new float[] {0.1f, 0.5f, 0.3f, -1, 0.45f},
                -1.6983945124,
                -1.2983945124,
                -1.4983945124,
                -2.7983945124,
                -1.3483945124);
        check(
                new LogSoftmax(),
                new float[] {-5, -2, -1, -0.5f, 0, 0.5f, 1, 2, 5},
                -10.0893583723,
                -7.08935837225,
                -6.08935837225,
                -5.58935837225,
                -5.08935837225,
                -4.58935837225,
                -4.08935837225,
                -3.08935837225,
                -0.0893583722526);
        check(new LogSoftmax(), new float[] {0.2f, 0.1f, 0.25f}, -1.08387371229, -1.18387371229, -1.03387371229);
    }

    /// By hand: τ = (0.1 + 0.5 + 0.3 + 0.45 − 1) / 4. Keras 3.15 is no model here: its τ is right for a support of one
    /// number only, and its results do not sum to 1.
    @Test
    void sparsemax() {
        check(new Sparsemax(), new float[] {1, 2, 3}, 0, 0, 1);
        check(new Sparsemax(), new float[] {0.1f, 0.5f, 0.3f, -1, 0.45f}, .0125, .4125, .2125, 0, .3625);
        check(new Sparsemax(), new float[] {7, 7, 7, 7}, .25, .25, .25, .25);
        check(new Sparsemax(), new float[] {1e6f, 0, -1e6f}, 1, 0, 0);
    }

    /// A name that needs arguments has them refused where they make no sense.
    @Test
    void argumentsOfTheFurtherOnesOutOfRangeAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new LeakyRelu(-0.1f))
                .withMessage("the slope of leaky_relu must be at least 0 and finite, got -0.1");
        assertThatIllegalArgumentException().isThrownBy(() -> new LeakyRelu(Float.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Celu(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Celu(NONE));
        assertThatIllegalArgumentException().isThrownBy(() -> new Squareplus(0));
        assertThatIllegalArgumentException().isThrownBy(() -> new SoftShrink(-1));
        assertThatIllegalArgumentException().isThrownBy(() -> new HardShrink(Float.NaN));
        assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(NONE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new Threshold(0, Float.NaN));
    }
}
