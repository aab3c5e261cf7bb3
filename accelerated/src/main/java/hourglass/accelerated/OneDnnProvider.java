package hourglass.accelerated;

import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsProvider;
import hourglass.matrix.Matrix;
import java.io.IOException;
import java.util.Optional;

/// Offers the product of oneDNN where its library is packaged, loads, and multiplies correctly.
public final class OneDnnProvider implements KernelsProvider {
    /// For ServiceLoader.
    public OneDnnProvider() {}

    @Override
    public Offer offer() {
        Optional<Platform> platform = Platform.current();
        if (platform.isEmpty()) {
            return unavailable(
                    "there is none for " + System.getProperty("os.name") + " on " + System.getProperty("os.arch"));
        }
        if (!OneDnnProvider.class.getModule().isNativeAccessEnabled()) {
            return unavailable("native access is denied; start java with --enable-native-access="
                    + (OneDnnProvider.class.getModule().isNamed() ? "hourglass.accelerated" : "ALL-UNNAMED"));
        }
        try {
            Kernels kernels = new OneDnnKernels(OneDnnLibrary.load(platform.get(), NativeCache.ofUser()));
            return multiplies(kernels)
                    ? new Offer.Available(kernels)
                    : unavailable("its product is wrong on this processor; report the processor's model");
        } catch (IOException e) {
            return unavailable(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            return unavailable("its library cannot be loaded (" + e.getMessage()
                    + "); remove ~/.cache/hourglass/native and try again");
        }
    }

    private static Offer unavailable(String reason) {
        return new Offer.Unavailable("oneDNN is not used: " + reason);
    }

    /// [1 2; 3 4] · [1 2; 3 4] = [7 10; 15 22].
    private static boolean multiplies(Kernels kernels) {
        Matrix a = Matrix.of(2, 2, 1, 2, 3, 4);
        Matrix c = Matrix.zeros(2, 2);
        kernels.multiply(a, false, a, false, false, c);
        return c.get(0, 0) == 7 && c.get(0, 1) == 10 && c.get(1, 0) == 15 && c.get(1, 1) == 22;
    }
}
