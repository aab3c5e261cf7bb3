package hourglass.data.array;

import hourglass.data.file.Names;
import hourglass.problem.Problem;
import java.nio.ByteOrder;
import java.util.List;

/// What the header of an array file says.
///
/// @param type of the numbers
/// @param order of their bytes
/// @param columnMajor whether the first index runs fastest (Fortran order)
/// @param rows first dimension
/// @param columns product of the other dimensions, 1 if there is none
/// @param shape of one row
/// @param dimensions how many the array has
/// @param start bytes before the first number
record Layout(
        NumberType type,
        ByteOrder order,
        boolean columnMajor,
        long rows,
        int columns,
        List<Integer> shape,
        int dimensions,
        long start) {

    /// Checks the dimensions claimed by a header; nothing is allocated by them.
    ///
    /// @param file as shown in errors
    static Layout of(
            String file, NumberType type, ByteOrder order, boolean columnMajor, List<Long> dimensions, long start) {
        if (dimensions.isEmpty()) {
            throw Problem.badData("array is a single number, not rows")
                    .at(file)
                    .expected("an array of at least one dimension")
                    .exception();
        }
        for (long dimension : dimensions) {
            if (dimension < 0) {
                throw Problem.badData("array has a negative dimension")
                        .at(file)
                        .found("shape " + dimensions)
                        .exception();
            }
            if (dimension == 0) {
                throw Problem.badData("array is empty: there are no rows to read")
                        .at(file)
                        .found("shape " + dimensions)
                        .exception();
            }
        }
        List<Long> rest = dimensions.subList(1, dimensions.size());
        try {
            long columns = 1;
            for (long dimension : rest) {
                columns = Math.multiplyExact(columns, dimension);
            }
            Math.addExact(Math.multiplyExact(Math.multiplyExact(columns, dimensions.getFirst()), type.bytes()), start);
            List<Integer> shape = rest.isEmpty()
                    ? List.of(1)
                    : rest.stream().map(Math::toIntExact).toList();
            return new Layout(
                    type,
                    order,
                    columnMajor && dimensions.size() > 1,
                    dimensions.getFirst(),
                    Math.toIntExact(columns),
                    shape,
                    dimensions.size(),
                    start);
        } catch (ArithmeticException e) {
            throw Problem.badData("array is larger than can be read")
                    .at(file)
                    .found("shape " + dimensions)
                    .exception(e);
        }
    }

    /// Names of the columns.
    List<String> names() {
        return Names.numbered(dimensions > 2 ? "pixel" : "column", columns);
    }

    /// Length of the whole file in bytes: it has nothing before, between or after.
    long length() {
        return start + rows * columns * type.bytes();
    }

    /// Checks the length of the file against [#length()].
    void requireLength(String file, long found) {
        if (found != length()) {
            throw Problem.badData(found < length() ? "array file is truncated" : "array file has bytes after its end")
                    .at(file)
                    .expected(length() + " bytes")
                    .found(found + " bytes")
                    .remedy("copy the file again")
                    .exception();
        }
    }
}
