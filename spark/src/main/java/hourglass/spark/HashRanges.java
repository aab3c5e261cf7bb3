package hourglass.spark;

import java.io.Serializable;
import java.util.Arrays;
import java.util.Comparator;
import org.apache.spark.Partitioner;

/// Rows as [RowBytes] by ranges of their hashes.
final class HashRanges extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    HashRanges(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return RowBytes.partition((byte[]) key, partitions);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof HashRanges it && it.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }

    /// The order of bytes without signs.
    static final class Order implements Comparator<byte[]>, Serializable {
        private static final long serialVersionUID = 1L;

        @Override
        public int compare(byte[] one, byte[] other) {
            return Arrays.compareUnsigned(one, other);
        }
    }
}
