package hourglass.matrix;

import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;

/// The kernels chosen for this machine.
///
/// @param kernels the fastest that work
/// @param notes why faster ones do not, a sentence each
public record KernelsChoice(Kernels kernels, List<String> notes) {
    public KernelsChoice {
        notes = List.copyOf(notes);
    }

    static KernelsChoice fastest() {
        List<String> notes = new ArrayList<>();
        for (KernelsProvider provider : ServiceLoader.load(KernelsProvider.class)) {
            switch (provider.offer()) {
                case KernelsProvider.Offer.Available available -> {
                    return new KernelsChoice(available.kernels(), List.of());
                }
                case KernelsProvider.Offer.Unavailable unavailable -> notes.add(unavailable.reason());
            }
        }
        return new KernelsChoice(Kernels.plain(), notes);
    }
}
