package hourglass.matrix;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;

/// The kernels chosen for this machine.
///
/// @param kernels the fastest that work
/// @param notes why faster ones do not, or what to know of these, a sentence each
public record KernelsChoice(Kernels kernels, List<String> notes) {
    public KernelsChoice {
        notes = List.copyOf(notes);
    }

    /// The choice among the providers of this process. The first time that none is usable, the log says why.
    static KernelsChoice ofProcess() {
        KernelsChoice choice = found();
        if (isPlain(choice)) {
            Said.touch();
        }
        return choice;
    }

    private static KernelsChoice found() {
        return among(ServiceLoader.load(KernelsProvider.class).iterator());
    }

    private static boolean isPlain(KernelsChoice choice) {
        return choice.kernels() instanceof BlockedKernels;
    }

    /// A class is initialised once, so its line is in the log once, however many models are loaded.
    private static final class Said {
        static {
            say(found(), System.getLogger(Kernels.class.getPackageName()));
        }

        static void touch() {}
    }

    /// Says in a line why products are plain Java's: at INFO where faster kernels are there and cannot be used, at
    /// DEBUG
    /// where there are none, which is a choice of who packed the application.
    static void say(KernelsChoice choice, System.Logger log) {
        if (!isPlain(choice)) {
            return;
        }
        if (choice.notes().isEmpty()) {
            log.log(
                    System.Logger.Level.DEBUG,
                    "matrix products are plain Java's: no faster kernels are on the path (hourglass-accelerated)");
        } else {
            log.log(
                    System.Logger.Level.INFO,
                    "matrix products are plain Java's, which is slower: " + String.join("; ", choice.notes()));
        }
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
