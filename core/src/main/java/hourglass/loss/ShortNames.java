package hourglass.loss;

import java.util.List;

/// What else Keras calls its losses.
final class ShortNames {
    private ShortNames() {}

    static List<String> of(Loss loss) {
        return switch (loss) {
            case BinaryCrossentropy it -> List.of("bce", "BCE");
            case KLDivergence it -> List.of("kld", "KLD", "kullback_leibler_divergence");
            case MeanSquaredError it -> List.of("mse", "MSE");
            case MeanAbsoluteError it -> List.of("mae", "MAE");
            case MeanAbsolutePercentageError it -> List.of("mape", "MAPE");
            case MeanSquaredLogarithmicError it -> List.of("msle", "MSLE");
            case LogCosh it -> List.of("logcosh");
            case CategoricalCrossentropy it -> List.of();
            case SparseCategoricalCrossentropy it -> List.of();
            case Poisson it -> List.of();
            case CosineSimilarity it -> List.of();
            case Huber it -> List.of();
        };
    }
}
