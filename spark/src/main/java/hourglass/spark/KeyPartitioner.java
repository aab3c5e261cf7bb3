package hourglass.spark;

import org.apache.spark.Partitioner;

/// Whole numbers from 0 on, one partition after another.
final class KeyPartitioner extends Partitioner {
    private static final long serialVersionUID = 1L;

    private final int partitions;

    KeyPartitioner(int partitions) {
        this.partitions = partitions;
    }

    @Override
    public int numPartitions() {
        return partitions;
    }

    @Override
    public int getPartition(Object key) {
        return (Integer) key % partitions;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof KeyPartitioner it && it.partitions == partitions;
    }

    @Override
    public int hashCode() {
        return partitions;
    }
}
