package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import org.junit.jupiter.api.Test;

/// Measured: rank correlation 0.9998 with the place on the curve, 0.25 for the line; distance from the curve 0.25
/// before,
/// 0.019 after decoding, 0.85 on the line.
class ManifoldTest {
    @Test
    void oneNumberFindsTheCurveAndALineDoesNot() {
        Table rows = Manifold.helix(2000, 0.05, 1);
        double[] t = Manifold.parameters(2000, 1);
        Matrix beside = Manifold.helix(500, 0.2, 2).rows().toMatrix();
        Model curve = Manifold.curve(rows);
        Model line = Manifold.line(rows);
        assertThat(Math.abs(Manifold.rankCorrelation(curve.encode(rows), t))).isGreaterThan(0.99);
        double before = Manifold.distance(beside);
        assertThat(Manifold.distance(curve.reconstruct(beside))).isLessThan(0.5 * before);
        assertThat(Manifold.distance(line.reconstruct(beside))).isGreaterThan(before);
    }

    @Test
    void rankCorrelationByHand() {
        double[] t = {1, 2, 3, 4};
        assertThat(Manifold.rankCorrelation(Matrix.of(4, 1, -9, 0, 1, 50), t)).isCloseTo(1, within(1e-12));
        assertThat(Manifold.rankCorrelation(Matrix.of(4, 1, 4, 3, 2, 1), t)).isCloseTo(-1, within(1e-12));
        assertThat(Manifold.rankCorrelation(Matrix.of(4, 1, 2, 1, 4, 3), t)).isCloseTo(0.6, within(1e-12));
    }

    @Test
    void pointsOfTheCurveAreNoDistanceFromIt() {
        assertThat(Manifold.distance(Manifold.helix(50, 0, 3).rows().toMatrix()))
                .isLessThan(1e-3);
    }
}
