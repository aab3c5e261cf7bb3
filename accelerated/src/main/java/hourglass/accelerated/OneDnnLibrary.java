package hourglass.accelerated;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_FLOAT;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.net.URL;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;

/// oneDNN, loaded once for the process.
///
/// @param multiply `dnnl_status_t dnnl_sgemm(char transa, char transb, dnnl_dim_t M, N, K, float alpha, const float *A,
///     dnnl_dim_t lda, const float *B, dnnl_dim_t ldb, float beta, float *C, dnnl_dim_t ldc)`, row-major
///     (oneDNN 3.11, dnnl.h); takes heap arrays, which no collector can move until it returns
/// @param setThreads `void omp_set_num_threads(int)`, of the calling thread
/// @param version of the library, such as `3.11`
@SuppressWarnings("restricted") // calling native code is what this class is for
record OneDnnLibrary(MethodHandle multiply, MethodHandle setThreads, String version) {

    /// Loads the library of a platform.
    ///
    /// @throws IOException with a sentence for the user if it is not there or cannot be unpacked
    /// @throws RuntimeException if the system refuses to load it
    static OneDnnLibrary load(Platform platform, NativeCache cache) throws IOException {
        NativeJars jars = NativeJars.ofProcess();
        URL library = jars.find(platform.resource(platform.library()))
                .orElseThrow(
                        () -> new IOException(
                                "its library for " + platform.classifier()
                                        + " is not packaged; build with -Pall-platforms or add org.bytedeco:dnnl with that classifier"));
        Linker linker = Linker.nativeLinker();
        MethodHandle setThreads = null;
        for (String name : platform.threading()) {
            Optional<URL> runtime = jars.find(platform.resource(name));
            if (runtime.isPresent()) {
                // Before oneDNN, which needs it.
                SymbolLookup symbols = symbols(cache.unpack(library, platform.classifier(), name, runtime.get()));
                setThreads = linker.downcallHandle(
                        symbols.findOrThrow("omp_set_num_threads"), FunctionDescriptor.ofVoid(JAVA_INT));
                break;
            }
        }
        if (setThreads == null) {
            throw new IOException("its threading library is not packaged for " + platform.classifier());
        }
        SymbolLookup symbols = symbols(cache.unpack(library, platform.classifier(), platform.library(), library));
        MethodHandle multiply = linker.downcallHandle(
                symbols.findOrThrow("dnnl_sgemm"),
                FunctionDescriptor.of(
                        JAVA_INT,
                        JAVA_BYTE,
                        JAVA_BYTE,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_LONG,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_LONG,
                        ADDRESS,
                        JAVA_LONG,
                        JAVA_FLOAT,
                        ADDRESS,
                        JAVA_LONG),
                Linker.Option.critical(true));
        return new OneDnnLibrary(multiply, setThreads, version(linker, symbols));
    }

    private static SymbolLookup symbols(Path library) {
        return SymbolLookup.libraryLookup(library, Arena.global());
    }

    /// The first two of the three ints that `const dnnl_version_t *dnnl_version()` points to.
    private static String version(Linker linker, SymbolLookup symbols) {
        MethodHandle function =
                linker.downcallHandle(symbols.findOrThrow("dnnl_version"), FunctionDescriptor.of(ADDRESS));
        try {
            var pointer = (MemorySegment) function.invokeExact();
            var numbers = pointer.reinterpret(2L * Integer.BYTES);
            return String.format(
                    Locale.ROOT, "%d.%d", numbers.getAtIndex(JAVA_INT, 0), numbers.getAtIndex(JAVA_INT, 1));
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_version failed", e);
        }
    }
}
