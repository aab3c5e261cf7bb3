package hourglass.accelerated;

import hourglass.matrix.Kernels;
import hourglass.matrix.Matrix;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import org.jspecify.annotations.Nullable;

/// The product by `dnnl_sgemm`, in the calling thread only: our own threads share the work, each with its own tile.
///
/// Calls hold up the garbage collector until they return; tiles are kept so small that each takes about a millisecond
/// at most.
final class OneDnnKernels implements Kernels {
    private static final byte PLAIN = 'N';
    private static final byte TRANSPOSED = 'T';

    private final OneDnnLibrary library;
    private final MethodHandle multiply;
    /// oneDNN's threading library counts threads for each calling thread; this one has been told to use one.
    private @Nullable Thread told;

    OneDnnKernels(OneDnnLibrary library) {
        this.library = library;
        this.multiply = library.multiply();
    }

    @Override
    public String description() {
        return "oneDNN " + library.version();
    }

    @Override
    public Kernels fork() {
        return new OneDnnKernels(library);
    }

    @Override
    public void multiply(Matrix a, boolean transposeA, Matrix b, boolean transposeB, boolean accumulate, Matrix c) {
        Kernels.checkShapes(a, transposeA, b, transposeB, c);
        int depth = transposeA ? a.rows() : a.columns();
        if (depth == 0 || c.rows() == 0 || c.columns() == 0) {
            if (!accumulate) {
                c.fill(0f);
            }
            return;
        }
        if (!Thread.currentThread().equals(told)) {
            useOneThread();
        }
        int status;
        try {
            status = (int) multiply.invokeExact(
                    transposeA ? TRANSPOSED : PLAIN,
                    transposeB ? TRANSPOSED : PLAIN,
                    (long) c.rows(),
                    (long) c.columns(),
                    (long) depth,
                    1f,
                    segment(a),
                    (long) a.stride(),
                    segment(b),
                    (long) b.stride(),
                    accumulate ? 1f : 0f,
                    segment(c),
                    (long) c.stride());
        } catch (Throwable e) {
            throw new IllegalStateException("dnnl_sgemm failed", e);
        }
        if (status != 0) {
            throw new IllegalStateException("dnnl_sgemm returned status " + status);
        }
    }

    private static MemorySegment segment(Matrix matrix) {
        return MemorySegment.ofArray(matrix.array()).asSlice((long) matrix.offset() * Float.BYTES);
    }

    private void useOneThread() {
        try {
            library.setThreads().invokeExact(1);
        } catch (Throwable e) {
            throw new IllegalStateException("omp_set_num_threads failed", e);
        }
        told = Thread.currentThread();
    }
}
