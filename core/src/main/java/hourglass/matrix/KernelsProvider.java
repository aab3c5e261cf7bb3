package hourglass.matrix;

import java.util.Optional;

/// Offers faster kernels; found by `java.util.ServiceLoader`.
public interface KernelsProvider {
    /// What a provider has to offer on this machine.
    sealed interface Offer {
        /// Kernels that work, tried out.
        ///
        /// @param note something to know of them, a sentence
        record Available(Kernels kernels, Optional<String> note) implements Offer {
            public Available(Kernels kernels) {
                this(kernels, Optional.empty());
            }
        }

        /// None, and why: one sentence that ends with what to do.
        record Unavailable(String reason) implements Offer {}
    }

    /// The offer; never throws.
    Offer offer();
}
