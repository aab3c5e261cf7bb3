package hourglass.examples;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.inference.Network;
import hourglass.matrix.Matrix;
import hourglass.model.Table;
import hourglass.network.Corruption;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Measured: 6.0 % of unseen digits misclassified, 8.6 % from the pixels themselves.
class DenoisingFeaturesTest {
    private static final int LEARNED = 1297;

    @Test
    void aClassifierDoesBetterOnFeaturesThanOnPixels() {
        Table digits = Digits.all();
        Matrix pixels = VariationalLikelihood.intensities(digits.rows().toMatrix());
        Matrix labels = Digits.labels(digits);
        Matrix learned = pixels.rows(0, LEARNED);
        Matrix judged = pixels.rows(LEARNED, pixels.rows());
        Matrix known = labels.rows(0, LEARNED);
        Matrix truth = labels.rows(LEARNED, labels.rows());
        Network denoising = DenoisingFeatures.train(learned, 256, 400, Optional.of(new Corruption.Masking(0.2f)));
        double raw = DenoisingFeatures.error(learned, known, judged, truth);
        double features = DenoisingFeatures.error(denoising.encode(learned), known, denoising.encode(judged), truth);
        assertThat(features).isLessThan(0.8 * raw);
    }
}
