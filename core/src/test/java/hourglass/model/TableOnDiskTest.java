package hourglass.model;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.activation.Relu;
import hourglass.column.Schema;
import hourglass.table.Frame;
import hourglass.table.FrameBuilder;
import hourglass.table.FrameFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Rows on a disk make the same model, byte by byte, as the same rows in memory.
class TableOnDiskTest {
    private static final int ROWS = 700;
    private static final int PART = 97;

    @TempDir
    private Path folder;

    static Stream<Frame> tables() {
        return Stream.of(mixed(), numbers(), counts(), pixels());
    }

    /// All kinds of columns, holes, strays, levels that are rare.
    private static Frame mixed() {
        Random random = new Random(5);
        FrameBuilder rows = Frame.builder(List.of("amount", "city", "visits", "member", "day", "stray"));
        for (int i = 0; i < ROWS; i++) {
            if (random.nextInt(9) == 0) {
                rows.missing("NA");
            } else {
                rows.number(Math.exp(3 * random.nextGaussian()));
            }
            rows.text(List.of("Bern", "Basel", "Chur", "Sion").get(random.nextInt(4)))
                    .number(random.nextInt(3) == 0 ? 0 : random.nextInt(12))
                    .text(random.nextBoolean() ? "yes" : "no")
                    .moment(86_400_000L * (18_000 + random.nextInt(900)));
            if (random.nextInt(60) == 0) {
                rows.text("none");
            } else {
                rows.number(1e9 + random.nextGaussian());
            }
            rows.endRow(i + 2L);
        }
        return rows.build();
    }

    private static List<String> names(int columns) {
        return IntStream.range(0, columns).mapToObj(j -> "c" + j).toList();
    }

    private static Frame numbers() {
        return Frame.of(names(5), Tables.real(ROWS, 5).rows().toMatrix());
    }

    private static Frame counts() {
        return Frame.of(
                names(6),
                Tables.filled(ROWS, 6, (random, j) -> random.nextInt(3) == 0 ? random.nextInt(40) : 0)
                        .rows()
                        .toMatrix());
    }

    private static Frame pixels() {
        return Frame.of(
                names(16),
                Tables.filled(ROWS, 16, (random, j) -> random.nextBoolean() ? 0 : random.nextInt(256))
                        .rows()
                        .toMatrix());
    }

    private FrameFile onDisk(Frame rows) {
        FrameFile file = FrameFile.in(folder);
        for (int from = 0; from < rows.rows(); from += PART) {
            file.add(rows.select(
                    IntStream.range(from, Math.min(rows.rows(), from + PART)).toArray()));
        }
        return file;
    }

    private byte[] bytes(Model model) throws IOException {
        Path path = folder.resolve("model.hourglass");
        model.save(path);
        return Files.readAllBytes(path);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void theSchemaIsThatOfRowsInMemory(Frame rows) {
        try (FrameFile file = onDisk(rows)) {
            assertThat(Schema.of(file)).isEqualTo(Schema.of(rows));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void columnsOfTheirOwnKinds(Frame rows) throws IOException {
        Wishes wishes = Wishes.none().withEpochs(3);
        try (FrameFile file = onDisk(rows)) {
            Model stored = Model.train(file, wishes);
            assertThat(bytes(stored)).isEqualTo(bytes(Model.train(rows, wishes)));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void numbersTakenAlike(Frame rows) throws IOException {
        if (!rows.isNumbers()) {
            return;
        }
        Wishes wishes = Wishes.none().withEpochs(3).withTied(true).withActivation(new Relu());
        try (FrameFile file = onDisk(rows)) {
            Model stored = Model.train(file, wishes);
            assertThat(bytes(stored)).isEqualTo(bytes(Model.train(rows, wishes)));
        }
    }

    @ParameterizedTest
    @MethodSource("tables")
    void aColumnToPredict(Frame rows) throws IOException {
        String column = rows.names().get(1);
        Wishes wishes = Wishes.none().withEpochs(3).withHidden(List.of(8));
        try (FrameFile file = onDisk(rows)) {
            Model stored = Model.train(Pairs.toPredict(file, column, Optional.empty()), wishes);
            Model inMemory = Model.train(Pairs.toPredict(rows, column, Optional.empty()), wishes);
            assertThat(bytes(stored)).isEqualTo(bytes(inMemory));
        }
    }
}
