package hourglass.matrix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;

/// The kernels chosen for this machine.
///
/// @param kernels the fastest that work
/// @param notes why faster ones do not, or what to know of these, a sentence each
public record KernelsChoice(Kernels kernels, List<String> notes) {
    public KernelsChoice {
        notes = List.copyOf(notes);
    }

    /// The first that works; plain Java, with the reasons, if none does. A provider built for a later Java than the one
    /// that runs is there and cannot be loaded: that too is a reason and no failure.
    static KernelsChoice among(Iterator<KernelsProvider> providers) {
        List<String> notes = new ArrayList<>();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    return new KernelsChoice(Kernels.plain(), notes);
                }
                switch (providers.next().offer()) {
                    case KernelsProvider.Offer.Available available -> {
                        return new KernelsChoice(
                                available.kernels(), available.note().stream().toList());
                    }
                    case KernelsProvider.Offer.Unavailable unavailable -> notes.add(unavailable.reason());
                }
            } catch (ServiceConfigurationError | LinkageError unloadable) {
                boolean isOld = unloadable instanceof UnsupportedClassVersionError
                        || unloadable.getCause() instanceof UnsupportedClassVersionError;
                notes.add(
                        isOld
                                ? "faster kernels need a later Java than this, which is "
                                        + Runtime.version().feature()
                                : "faster kernels cannot be loaded: " + unloadable.getMessage());
            }
        }
    }
}
