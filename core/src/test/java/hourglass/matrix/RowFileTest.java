package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RowFileTest {
    private static final int ROWS = 2500;
    private static final int COLUMNS = 3;

    @TempDir
    private Path folder;

    private static Matrix numbers() {
        Matrix numbers = Matrix.zeros(ROWS, COLUMNS);
        for (int i = 0; i < ROWS * COLUMNS; i++) {
            numbers.array()[i] = i % 7 == 0 ? Float.NaN : i * 0.25f;
        }
        return numbers;
    }

    private FileChannel file(Matrix numbers) throws IOException {
        ByteBuffer bytes =
                ByteBuffer.allocate(numbers.array().length * Float.BYTES).order(ByteOrder.nativeOrder());
        bytes.asFloatBuffer().put(numbers.array());
        return FileChannel.open(Files.write(folder.resolve("rows"), bytes.array()));
    }

    /// One part, parts that end between rows, and a part for each row.
    @ParameterizedTest
    @ValueSource(longs = {1L << 30, 1000, 12})
    void itsRowsAreThoseOfTheMatrix(long mostBytes) throws IOException {
        Matrix numbers = numbers();
        try (FileChannel channel = file(numbers)) {
            RowFile rows = RowFile.map(channel, ROWS, COLUMNS, mostBytes);
            assertThat(rows.toMatrix().array()).containsExactly(numbers.array());
            assertThat(rows.rows(7, 9).array())
                    .containsExactly(numbers.rows(7, 9).copy().array());
            int[] order = {2499, 0, 83, 84, 83};
            Matrix some = Matrix.zeros(7, COLUMNS);
            rows.gather(order, 1, 5, some);
            Matrix expected = Matrix.zeros(7, COLUMNS);
            numbers.gather(order, 1, 5, expected);
            assertThat(some.array()).containsExactly(expected.array());
            assertThat(rows.get(84, 2)).isEqualTo(numbers.get(84, 2));
        }
    }

    @Test
    void rowsStayWhenTheChannelIsClosed() throws IOException {
        RowFile rows;
        try (FileChannel channel = file(numbers())) {
            rows = RowFile.map(channel, ROWS, COLUMNS);
        }
        assertThat(rows.get(1, 1)).isEqualTo(1f);
    }

    @Test
    void someOfItsRowsAreAView() throws IOException {
        Matrix numbers = numbers();
        try (FileChannel channel = file(numbers)) {
            int[] chosen = {9, 4, 2000};
            Rows view = RowFile.map(channel, ROWS, COLUMNS).select(chosen);
            Matrix copy = numbers.select(chosen);
            assertThat(view.rows()).isEqualTo(3);
            assertThat(view.toMatrix().array()).containsExactly(copy.array());
            assertThat(view.get(2, 1)).isEqualTo(copy.get(2, 1));
            Matrix some = Matrix.zeros(2, COLUMNS);
            view.gather(new int[] {1, 2, 0}, 1, 3, some);
            assertThat(some.array())
                    .containsExactly(copy.select(new int[] {2, 0}).array());
        }
    }

    @Test
    void blocksAndThinnedRowsAreThoseOfTheMatrix() throws IOException {
        Matrix numbers = numbers();
        try (FileChannel channel = file(numbers)) {
            RowFile rows = RowFile.map(channel, ROWS, COLUMNS);
            List<Float> all = new ArrayList<>();
            rows.forEachBlock(block -> {
                assertThat(block.rows()).isLessThanOrEqualTo(Rows.BLOCK);
                for (int i = 0; i < block.rows() * COLUMNS; i++) {
                    all.add(block.get(i / COLUMNS, i % COLUMNS));
                }
            });
            assertThat(all).hasSize(ROWS * COLUMNS);
            assertThat(all.get(6001)).isEqualTo(numbers.get(2000, 1));
            assertThat(rows.thinned(10).array())
                    .containsExactly(numbers.thinned(10).array());
            assertThat(rows.thinned(10).get(9, 1)).isEqualTo(numbers.get(2250, 1));
        }
    }

    @Test
    void aFileThatEndsTooEarlyIsRefused() throws IOException {
        try (FileChannel channel = file(numbers())) {
            assertThatThrownBy(() -> RowFile.map(channel, ROWS + 1, COLUMNS))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining("ends before its rows");
        }
    }
}
