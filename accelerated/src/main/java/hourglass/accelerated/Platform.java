package hourglass.accelerated;

import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A platform that oneDNN is packaged for.
///
/// @param classifier as the jars have it, also the folder within
/// @param library file name of oneDNN
/// @param threading file names that its OpenMP runtime may have; the first present is used
record Platform(String classifier, String library, List<String> threading) {
    /// The one this process runs on, empty if there is no library for it.
    static Optional<Platform> current() {
        return of(System.getProperty("os.name", ""), System.getProperty("os.arch", ""));
    }

    static Optional<Platform> of(String system, String architecture) {
        String os = system.toLowerCase(Locale.ROOT);
        boolean arm = architecture.equals("aarch64") || architecture.equals("arm64");
        boolean intel = architecture.equals("amd64") || architecture.equals("x86_64");
        if (!arm && !intel) {
            return Optional.empty();
        }
        String suffix = arm ? "arm64" : "x86_64";
        if (os.startsWith("linux")) {
            return Optional.of(new Platform("linux-" + suffix, "libdnnl.so.3", List.of("libgomp.so.1")));
        }
        if (os.startsWith("mac")) {
            return Optional.of(
                    new Platform("macosx-" + suffix, "libdnnl.3.dylib", List.of("libiomp5.dylib", "libomp.dylib")));
        }
        if (os.startsWith("windows") && intel) {
            return Optional.of(new Platform("windows-x86_64", "dnnl.dll", List.of("libiomp5md.dll", "vcomp140.dll")));
        }
        return Optional.empty();
    }

    /// Where a file stands in the jar.
    String resource(String file) {
        return "org/bytedeco/dnnl/" + classifier + "/" + file;
    }
}
