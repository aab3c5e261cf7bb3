package hourglass.accelerated;

import hourglass.matrix.Kernels;
import hourglass.matrix.KernelsProvider;
import hourglass.matrix.Matrix;
import java.io.IOException;
import java.util.Optional;
import jdk.jfr.FlightRecorder;

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
        if (isInterrupted()) {
            return unavailable("a flight recording interrupts threads by signals, which write below the stack pointer;"
                    + " kernels of oneDNN point it into the heap");
        }
        NativeCache cache = NativeCache.ofUser();
        try {
            Kernels kernels = new OneDnnKernels(OneDnnLibrary.load(platform.get(), cache));
            return multiplies(kernels)
                    ? new Offer.Available(kernels, cache.note())
                    : unavailable("its product is wrong on this processor; report the processor's model");
        } catch (IOException e) {
            return unavailable(String.valueOf(e.getMessage()));
        } catch (IllegalArgumentException | IllegalStateException | LinkageError e) {
            // The unpacked file is the jar's, which its checksum says: to unpack it again would not help.
            return unavailable("its library cannot be loaded (" + e.getMessage()
                    + "); where the home folder forbids to run programs (noexec), start java with -Duser.home=FOLDER");
        } finally {
            cache.loaded();
        }
    }

    /// Whether threads are stopped by signals from the start, as Java's Flight Recorder does to see where they are.
    ///
    /// The kernels that oneDNN 3.11 generates for AVX keep a workspace of the heap at the stack pointer where the inner
    /// dimension of a product is large. The frame of a signal handler then overwrites what stands before it, and the C
    /// library finds a damaged heap: docs/decisions/016.
    private static boolean isInterrupted() {
        return ModuleLayer.boot().findModule("jdk.jfr").isPresent() && FlightRecorder.isInitialized();
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
