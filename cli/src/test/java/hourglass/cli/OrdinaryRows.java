package hourglass.cli;

import java.util.Random;

/// Rows with a column that follows another, one of few values, a constant and a count.
final class OrdinaryRows {
    static final String HEADER = "amount,fee,kind,unit,items\n";

    private OrdinaryRows() {}

    /// A fee of a tenth of the amount, a kind that tells small from large, a constant unit, up to nine items.
    static String of(int count, long seed) {
        Random random = new Random(seed);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < count; i++) {
            double amount = 100 + 15 * random.nextGaussian();
            text.append("%.2f,%.3f,%s,%s,%d%n"
                    .formatted(
                            amount,
                            amount / 10 + 0.05 * random.nextGaussian(),
                            amount > 100 ? "large" : "small",
                            "14.62",
                            random.nextInt(10)));
        }
        return text.toString();
    }
}
