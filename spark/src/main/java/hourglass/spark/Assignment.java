package hourglass.spark;

import hourglass.train.Batch;
import java.io.Serializable;

/// Which group of rows each training row belongs to, and its place there.
sealed interface Assignment extends Serializable {
    /// Made once for each task, since it may take a pass over all rows.
    Placer placer();

    /// Where a training row goes.
    interface Placer {
        /// The group of a row.
        ///
        /// @param row counted from 0
        int group(int row);

        /// Its place there.
        ///
        /// @param row counted from 0
        int place(int row);
    }

    /// The shards of an epoch, numbered through its batches.
    ///
    /// @param rows for training
    /// @param height rows of a shard
    record Shards(long seed, int epoch, int rows, int batch, int height) implements Assignment {
        int perBatch() {
            return (batch + height - 1) / height;
        }

        @Override
        public Placer placer() {
            int[] order = Batch.order(seed, epoch, rows);
            int[] placeOf = new int[rows];
            for (int place = 0; place < rows; place++) {
                placeOf[order[place]] = place;
            }
            return new Placer() {
                @Override
                public int group(int row) {
                    return placeOf[row] / batch * perBatch() + placeOf[row] % batch / height;
                }

                @Override
                public int place(int row) {
                    return placeOf[row] % batch % height;
                }
            };
        }
    }

    /// The workers of rounds.
    record Workers(int workers) implements Assignment {
        @Override
        public Placer placer() {
            return new Placer() {
                @Override
                public int group(int row) {
                    return row % workers;
                }

                @Override
                public int place(int row) {
                    return row / workers;
                }
            };
        }
    }
}
