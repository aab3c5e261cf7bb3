package hourglass.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.objective.Bernoulli;
import hourglass.objective.ClassIndices;
import hourglass.objective.Gaussian;
import hourglass.objective.Likelihood;
import hourglass.objective.NegativeBinomial;
import hourglass.objective.Poisson;
import hourglass.objective.StudentT;
import hourglass.objective.VonMises;
import hourglass.random.Noise;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class SpreadsTest {
    private static final int ROWS = 20_000;

    /// Predictions that differ from row to row.
    private static Matrix eta() {
        long key = Noise.key(2, Noise.Purpose.OBSERVATION, 0, 0);
        Matrix eta = Matrix.zeros(ROWS, 1);
        for (int row = 0; row < ROWS; row++) {
            eta.set(row, 0, (float) (1 + Noise.gaussian(key, row)));
        }
        return eta;
    }

    private static Matrix sampled(Likelihood likelihood, Matrix eta) {
        Matrix x = Matrix.zeros(eta.rows(), 1);
        likelihood.sample(eta, 9, 0, x);
        return x;
    }

    /// Whatever was trained with: that leaves its spread open.
    @ParameterizedTest
    @CsvSource({"1, 3", "2, 0.5", "4, 2", "8, 0.1", "64, 1"})
    void studentsTIsFoundAgain(float degrees, float scale) {
        Matrix eta = eta();
        Matrix x = sampled(new StudentT(degrees, scale), eta);
        StudentT fitted = (StudentT) Spreads.given(new StudentT(4, 0.5f), eta, x);
        assertThat(fitted.degreesOfFreedom()).isEqualTo(degrees);
        assertThat(fitted.scale()).isCloseTo(scale, within(0.03f * scale));
        assertThat(Spreads.given(new Gaussian(), eta, x)).isEqualTo(fitted);
    }

    /// Of 200 differences the largest counts as the second largest, the smallest as the second smallest.
    @Test
    void whatLiesAboveItsExpectationInTheMeanIsNotLedByOneCell() {
        Matrix eta = Matrix.zeros(201, 1);
        eta.fill(5);
        Matrix x = eta.copy();
        x.set(200, 0, Float.NaN);
        x.set(3, 0, 1e9f);
        assertThat(Spreads.lean(eta, x)).isZero();
        x.set(100, 0, 105);
        assertThat(Spreads.lean(eta, x)).isEqualTo(1);
        assertThat(Spreads.lean(Matrix.zeros(0, 1), Matrix.zeros(0, 1))).isZero();
    }

    /// EM ends where the likelihood is flat in the scale.
    @Test
    void noOtherScaleIsLikelier() {
        Matrix eta = eta();
        Matrix x = sampled(new StudentT(4, 2), eta);
        StudentT fitted = (StudentT) Spreads.given(new StudentT(4, 0.5f), eta, x);
        double least = CellJudge.meanLoss(fitted, eta, x);
        for (float factor : new float[] {0.97f, 1.03f}) {
            StudentT other = new StudentT(fitted.degreesOfFreedom(), factor * fitted.scale());
            assertThat(CellJudge.meanLoss(other, eta, x)).isGreaterThan(least);
        }
    }

    /// What fits exactly has a scale all the same, or every other number would be infinitely strange.
    @Test
    void noScaleIsZero() {
        Matrix eta = eta();
        StudentT fitted = (StudentT) Spreads.given(new StudentT(), eta, eta);
        assertThat(fitted.scale()).isEqualTo(0.02f);
    }

    @ParameterizedTest
    @CsvSource({"0.1", "0.5", "3"})
    void theDispersionIsFoundAgain(float dispersion) {
        Matrix eta = eta();
        Matrix x = sampled(new NegativeBinomial(dispersion), eta);
        NegativeBinomial fitted = (NegativeBinomial) Spreads.given(new NegativeBinomial(1), eta, x);
        assertThat(fitted.dispersion()).isCloseTo(dispersion, within(0.07f * dispersion));
        assertThat(Spreads.given(new Poisson(), eta, x)).isEqualTo(fitted);
        NegativeBinomial none = (NegativeBinomial) Spreads.given(new Poisson(), eta, sampled(new Poisson(), eta));
        assertThat(none.dispersion()).isLessThan(0.01f);
    }

    /// Banerjee's κ is an approximation: within 5 % here.
    @ParameterizedTest
    @CsvSource({"0.5", "2", "10"})
    void theDirectionIsFoundAgain(double concentration) {
        Matrix eta = Matrix.zeros(ROWS, 2);
        for (int row = 0; row < ROWS; row++) {
            eta.set(row, 0, (float) (concentration * Math.cos(2)));
            eta.set(row, 1, (float) (concentration * Math.sin(2)));
        }
        Matrix x = sampled(new VonMises(), eta);
        assertThat(Spreads.given(new VonMises(), eta, x)).isEqualTo(new VonMises());
        CellJudge judge = Spreads.judge(new VonMises(), new VonMises(), x);
        double a = judge.eta().get(0);
        double b = judge.eta().get(1);
        assertThat(Math.atan2(b, a)).isCloseTo(2, within(0.06));
        assertThat(Math.hypot(a, b)).isCloseTo(concentration, within(0.05 * concentration));
    }

    /// Angles that all agree are no reason for an infinite κ, and those without a direction have none.
    @Test
    void directionsAtTheEnds() {
        Matrix same = Matrix.of(3, 1, 1, 1, 1);
        CellJudge one = Spreads.judge(new VonMises(), new VonMises(), same);
        assertThat(Math.hypot(one.eta().get(0), one.eta().get(1))).isBetween(100.0, 2000.0);
        Matrix opposite = Matrix.of(2, 1, 0, (float) Math.PI);
        CellJudge none = Spreads.judge(new VonMises(), new VonMises(), opposite);
        assertThat(Math.hypot(none.eta().get(0), none.eta().get(1))).isLessThan(1e-6);
    }

    /// Shares, each level counted half a time more; the middle; the mean.
    @Test
    void columnsAloneByHand() {
        CellJudge yes = Spreads.judge(new Bernoulli(), new Bernoulli(), Matrix.of(4, 1, 1, 0, 1, Float.NaN));
        assertThat(yes.eta().getFirst()).isCloseTo(Math.log(2.5 / 1.5), within(1e-12));
        ClassIndices three = new ClassIndices(3);
        CellJudge levels = Spreads.judge(three, three, Matrix.of(4, 1, 1, 1, 0, Float.NaN));
        assertThat(levels.eta().get(0)).isCloseTo(Math.log(1.5 / 4.5), within(1e-12));
        assertThat(levels.eta().get(1)).isCloseTo(Math.log(2.5 / 4.5), within(1e-12));
        assertThat(levels.eta().get(2)).isCloseTo(Math.log(0.5 / 4.5), within(1e-12));
        CellJudge middle = Spreads.judge(new StudentT(), new StudentT(), Matrix.of(5, 1, 7, 1, Float.NaN, 2, 1e6f));
        assertThat(middle.eta()).containsExactly(7.0);
        CellJudge count =
                Spreads.judge(new NegativeBinomial(), new NegativeBinomial(), Matrix.of(3, 1, 2, 4, Float.NaN));
        assertThat(count.eta().getFirst()).isCloseTo(Math.log(3), within(1e-12));
    }

    @Test
    void whatIsMissingIsPassedOver() {
        Matrix eta = eta().rows(0, 500).copy();
        Matrix x = sampled(new StudentT(4, 2), eta);
        Likelihood before = Spreads.given(new StudentT(), eta, x);
        Matrix longer = Matrix.zeros(600, 1);
        longer.fill(Float.NaN);
        longer.rows(0, 500).copyFrom(x);
        Matrix etaOfLonger = Matrix.zeros(600, 1);
        etaOfLonger.rows(0, 500).copyFrom(eta);
        assertThat(Spreads.given(new StudentT(), etaOfLonger, longer)).isEqualTo(before);
        Matrix nothing = Matrix.zeros(500, 1);
        nothing.fill(Float.NaN);
        assertThat(Spreads.given(new StudentT(4, 0.5f), eta, nothing)).isEqualTo(new StudentT(4, 0.5f));
        CellJudge judge = Spreads.judge(new StudentT(), new StudentT(), longer);
        assertThat(judge).isEqualTo(Spreads.judge(new StudentT(), new StudentT(), x));
    }

    /// Half widths of Student's t from tables: 90 % of ν = 1 lie within 6.314, of ν = 4 within 2.132.
    @Test
    void quantilesAsInTables() {
        assertThat(Quantiles.halfWidth(new StudentT(1, 1), 0.9)).isCloseTo(6.3138, within(1e-3));
        assertThat(Quantiles.halfWidth(new StudentT(4, 2), 0.9)).isCloseTo(2 * 2.1318, within(1e-3));
        assertThat(Quantiles.halfWidth(new StudentT(64, 1), 0.8)).isCloseTo(1.2949, within(1e-3));
    }
}
