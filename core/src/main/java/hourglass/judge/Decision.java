package hourglass.judge;

/// When a row is flagged as odd.
public sealed interface Decision {
    /// What holds where nobody says otherwise: one ordinary row in a hundred is flagged by mistake.
    static Decision defaults() {
        return new FalseAlarms(0.01);
    }

    /// A sentence's end for a person: `at most 1 % of ordinary rows`.
    String description();

    /// Rows whose p-value is at most the rate: so many ordinary rows are flagged by mistake, on average.
    ///
    /// @param rate between 0 and 1
    record FalseAlarms(double rate) implements Decision {
        public FalseAlarms {
            requireShare("rate of false alarms", rate);
        }

        @Override
        public String description() {
            return "false alarms: " + percent(rate) + " of ordinary rows";
        }
    }

    /// As many rows of a table as possible so that no more than a share of them is ordinary, on average (Benjamini and
    /// Hochberg 1995, "Controlling the false discovery rate"; with conformal p-values by Bates et al. 2023, "Testing
    /// for
    /// outliers with conformal p-values").
    ///
    /// @param rate between 0 and 1
    record FalseDiscoveries(double rate) implements Decision {
        public FalseDiscoveries {
            requireShare("rate of false discoveries", rate);
        }

        @Override
        public String description() {
            return "false discoveries: " + percent(rate) + " of the rows flagged";
        }
    }

    /// Rows whose score is above a number.
    record Threshold(double score) implements Decision {
        public Threshold {
            if (!Double.isFinite(score)) {
                throw new IllegalArgumentException("the threshold must be a finite number, got " + score);
            }
        }

        @Override
        public String description() {
            return "score above " + (float) score;
        }
    }

    private static void requireShare(String what, double value) {
        if (!(value > 0 && value < 1)) {
            throw new IllegalArgumentException("the " + what + " must be between 0 and 1, got " + value);
        }
    }

    private static String percent(double share) {
        return (float) (100 * share) + " %";
    }
}
