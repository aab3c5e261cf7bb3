package hourglass.accelerated;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsContract;
import hourglass.matrix.KernelsProvider.Offer;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

class OneDnnKernelsTest extends KernelsContract {
    /// Products of up to a thousand terms in another order than the naive kernels'.
    private static final double TOLERANCE = 1e-5;

    @Override
    protected Kernels kernels() {
        Offer offer = new OneDnnProvider().offer();
        Assumptions.assumeTrue(Platform.current().isPresent(), "no oneDNN for this platform");
        assertThat(offer).isInstanceOf(Offer.Available.class);
        return ((Offer.Available) offer).kernels();
    }

    @Override
    protected double tolerance() {
        return TOLERANCE;
    }

    @Test
    void isFoundByServiceLoaderAndSaysWhatItIs() {
        assertThat(kernels().description()).startsWith("oneDNN 3.");
        assertThat(Kernels.fastest().kernels().description())
                .isEqualTo(kernels().description());
        assertThat(Kernels.fastest().notes()).isEmpty();
    }
}
