package hourglass.model;

import hourglass.network.Architecture;
import hourglass.network.GaussianLatent;
import hourglass.network.Layer;
import hourglass.train.Training;
import java.util.ArrayList;
import java.util.List;

/// How slowly the divergence of a variational code gets its weight: over half of the steps planned, because at once it
/// ended the code of several data sets before it began (docs/decisions/023).
final class AdvisedWarmUp {
    /// Of all steps.
    private static final double SHARE = 0.5;

    private AdvisedWarmUp() {}

    /// The architecture as it is, but for the warm-up of its variational code, if it has one.
    ///
    /// @param stepsPerEpoch of the training to come
    static Architecture of(Architecture architecture, int stepsPerEpoch, Training training) {
        long steps = Math.min(Integer.MAX_VALUE, (long) (SHARE * stepsPerEpoch * training.epochs()));
        List<Layer> encoder = new ArrayList<>();
        for (Layer layer : architecture.encoder()) {
            encoder.add(
                    layer instanceof GaussianLatent latent ? new GaussianLatent(latent.weight(), (int) steps) : layer);
        }
        return new Architecture(
                architecture.features(),
                encoder,
                architecture.decoder(),
                architecture.objective(),
                architecture.targets());
    }
}
