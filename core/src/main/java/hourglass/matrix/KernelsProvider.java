package hourglass.matrix;

/// Offers faster kernels; found by `java.util.ServiceLoader`.
public interface KernelsProvider {
    /// What a provider has to offer on this machine.
    sealed interface Offer {
        /// Kernels that work, tried out.
        record Available(Kernels kernels) implements Offer {}

        /// None, and why: one sentence that ends with what to do.
        record Unavailable(String reason) implements Offer {}
    }

    /// The offer; never throws.
    Offer offer();
}
