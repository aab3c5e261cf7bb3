package hourglass.data.array;

import java.io.EOFException;
import java.io.IOException;
import java.util.Arrays;

/// What is taken off the numbers of each column before they are held in single precision: northings, moments and
/// numbers of orders lie far from zero and close together, and would else lose what tells them apart.
final class Origins {
    private static final int MOST_NUMBERS = 1 << 20;
    private static final int MOST_ROWS = 1000;
    private static final double FAR = 16;
    private static final double EXACT_WHOLE = 1 << 24;

    private Origins() {}

    /// Judges the first rows.
    ///
    /// @param numbers stand at the first row; read on
    /// @return one for each column, 0 for most; empty where all are 0
    static double[] of(Numbers numbers, Layout layout) throws IOException {
        int columns = layout.columns();
        if (columns > MOST_NUMBERS) {
            return new double[0];
        }
        double[] least = new double[columns];
        double[] most = new double[columns];
        Arrays.fill(least, Double.POSITIVE_INFINITY);
        Arrays.fill(most, Double.NEGATIVE_INFINITY);
        double[] row = new double[columns];
        long rows = Math.min(layout.rows(), Math.clamp(MOST_NUMBERS / columns, 1, MOST_ROWS));
        try {
            for (long i = 0; i < rows; i++) {
                numbers.next(row, 0, columns);
                for (int j = 0; j < columns; j++) {
                    if (Double.isFinite(row[j])) {
                        least[j] = Math.min(least[j], row[j]);
                        most[j] = Math.max(most[j], row[j]);
                    }
                }
            }
        } catch (EOFException ignored) {
            // Whoever reads the rows reports it.
        }
        boolean any = false;
        for (int j = 0; j < columns; j++) {
            least[j] = origin(least[j], most[j]);
            any |= least[j] != 0;
        }
        return any ? least : new double[0];
    }

    private static double origin(double least, double most) {
        double middle = least / 2 + most / 2;
        if (!Double.isFinite(middle) || Math.abs(middle) < FAR * (most - least)) {
            return 0;
        }
        boolean exact = (float) least == least && (float) most == most && Math.abs(middle) < EXACT_WHOLE;
        boolean whole = least == Math.rint(least) && most == Math.rint(most);
        return exact && whole ? 0 : Math.abs(middle) < 1 || most == least ? least : Math.rint(middle);
    }
}
