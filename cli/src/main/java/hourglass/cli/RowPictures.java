package hourglass.cli;

import hourglass.data.PictureOutput;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.problem.Problem;
import hourglass.report.Brightness;
import hourglass.report.PictureShape;
import hourglass.table.ValueType;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/// Rows of a model written as pictures: intensities from 0 to 255, or to 65535 where the pictures had 16 bits.
///
/// @param deep whether they go to 65535
record RowPictures(PictureShape shape, Brightness brightness, boolean deep) {
    private static final float BYTE = 255;
    private static final float SHORT = 65_535;

    /// How rows become pictures.
    ///
    /// @param type of the numbers as stored
    /// @param files whether each row is a picture's file
    /// @param output that is asked for, for errors
    static RowPictures of(Model model, ValueType type, boolean files, Path output) {
        PictureShape shape = PictureShape.of(model)
                .filter(it -> it.channels() == 1 || it.channels() == 3)
                .orElseThrow(() -> refused("a table: the rows of the model are no pictures", output));
        Brightness brightness = Brightness.of(model, type, files)
                .orElseThrow(() -> refused("numbers that do not tell how bright a pixel can be", output));
        return new RowPictures(shape, brightness, files && type != ValueType.UNSIGNED_BYTE);
    }

    private static RuntimeException refused(String found, Path output) {
        return Problem.usage("only pictures are written as pictures")
                .at(output.toString())
                .found(found)
                .remedy("-o with a name that ends in .csv or .npy")
                .exception();
    }

    /// What a picture that has no name is called: its number, so that names sort as rows stand.
    static String name(long rowNumber) {
        return String.format(Locale.ROOT, "%06d", rowNumber);
    }

    PictureOutput create(Output output) {
        return PictureOutput.create(output.path, output.isFolder(), deep);
    }

    /// Writes one row.
    ///
    /// @param rows in the units of the file
    void write(PictureOutput output, String name, Matrix rows, int row) {
        output.write(name, shape.asList(), scaled(rows.rows(row, row + 1)), 0);
    }

    /// Writes all rows side by side, as one picture.
    void writeStrip(PictureOutput output, Matrix rows) {
        int line = shape.width() * shape.channels();
        Matrix strip = Matrix.zeros(1, rows.rows() * shape.numbers());
        Matrix scaled = scaled(rows);
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < shape.numbers(); j++) {
                strip.set(0, (j / line * rows.rows() + row) * line + j % line, scaled.get(row, j));
            }
        }
        int width = rows.rows() * shape.width();
        output.write(
                "strip",
                shape.channels() == 1
                        ? List.of(shape.height(), width)
                        : List.of(shape.height(), width, shape.channels()),
                strip,
                0);
    }

    private Matrix scaled(Matrix rows) {
        float white = deep ? SHORT : BYTE;
        Matrix scaled = rows.copy();
        for (int row = 0; row < rows.rows(); row++) {
            for (int j = 0; j < rows.columns(); j++) {
                scaled.set(row, j, (float) (white * brightness.share(rows.get(row, j))));
            }
        }
        return scaled;
    }
}
