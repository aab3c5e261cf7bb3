package hourglass.data.array;

import java.io.IOException;

/// The numbers of an array, row after row, each row from its first column to its last.
interface Numbers extends AutoCloseable {
    /// Overwrites `into[offset]` to `into[offset + count − 1]` by the next numbers, all of the same row.
    ///
    /// @throws java.io.EOFException if the file ends before
    void next(double[] into, int offset, int count) throws IOException;

    @Override
    void close() throws IOException;
}
