package hourglass.judge;

import java.util.Arrays;

/// Scores of rows that were kept back from training: what a score is compared with to become a p-value. Immutable.
///
/// The p-value of a row is (1 + how many of the m scores here are at least as high) / (m + 1), conformal prediction's
/// (Vovk, Gammerman and Shafer 2005, "Algorithmic Learning in a Random World", section 2.2): for rows like those kept
/// back it is at most α with probability α or less, whatever their distribution.
public final class Reference {
    private final float[] scores;

    /// @param scores in any order, without NaN; copied
    public Reference(float... scores) {
        this.scores = scores.clone();
        Arrays.sort(this.scores);
        if (this.scores.length > 0 && Float.isNaN(this.scores[this.scores.length - 1])) {
            throw new IllegalArgumentException("a score is not a number");
        }
    }

    /// How many there are.
    public int count() {
        return scores.length;
    }

    /// The scores in rising order, a copy.
    public float[] scores() {
        return scores.clone();
    }

    /// The highest of them, 0 if there is none.
    public double highest() {
        return scores.length == 0 ? 0 : scores[scores.length - 1];
    }

    /// The p-value of a score, above 0.
    public double pValue(double score) {
        float compared = (float) score;
        int low = 0;
        int high = scores.length;
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (scores[middle] < compared) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return (1.0 + scores.length - low) / (scores.length + 1.0);
    }

    /// The score above which rows have a p-value of at most α; infinite if there are too few scores to tell.
    public double threshold(double alpha) {
        int above = (int) Math.floor(alpha * (scores.length + 1.0) + 1e-9) - 1;
        return above < 0 ? Double.POSITIVE_INFINITY : above >= scores.length ? 0 : scores[scores.length - 1 - above];
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Reference it && Arrays.equals(scores, it.scores);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(scores);
    }

    @Override
    public String toString() {
        return "Reference[" + scores.length + " scores]";
    }
}
