package hourglass.data.file;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/// How many bytes of a file have been read, whoever decompresses and buffers them.
public final class CountedBytes {
    private long read;

    /// Those so far.
    public long read() {
        return read;
    }

    /// A stream whose bytes are counted.
    InputStream of(InputStream stream) {
        return new FilterInputStream(stream) {
            @Override
            public int read() throws IOException {
                int found = in.read();
                read += found < 0 ? 0 : 1;
                return found;
            }

            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int count = in.read(into, offset, length);
                read += Math.max(0, count);
                return count;
            }

            @Override
            public long skip(long count) throws IOException {
                long skipped = in.skip(count);
                read += skipped;
                return skipped;
            }
        };
    }
}
