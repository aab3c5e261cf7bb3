package hourglass.report.page;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.Brightness;
import hourglass.report.Denoising;
import hourglass.report.PictureQuality;
import hourglass.report.PictureShape;
import hourglass.train.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/// Pictures as they are, with noise where the model was trained with some, as they are rebuilt, and the difference;
/// from
/// best to worst, so that nobody has to trust a choice.
final class PicturePart {
    private static final int SHOWN = 12;
    private static final int JUDGED = 2000;

    private PicturePart() {}

    /// How a model's rows become pictures, if they are some.
    static Optional<Pixels> pixels(JudgedRows rows) {
        Model model = rows.model();
        return PictureShape.of(model).map(shape -> {
            Brightness brightness = Brightness.of(
                            model,
                            rows.frame().valueType(),
                            !rows.frame().files().isEmpty())
                    .orElseGet(() -> shown(rows.numbers()));
            return new Pixels(shape, brightness);
        });
    }

    /// Where nothing tells what white is, the least and the largest number there are.
    private static Brightness shown(Matrix numbers) {
        float low = Float.POSITIVE_INFINITY;
        float high = Float.NEGATIVE_INFINITY;
        for (int row = 0; row < numbers.rows(); row++) {
            for (int j = 0; j < numbers.columns(); j++) {
                float value = numbers.get(row, j);
                low = Float.isNaN(value) ? low : Math.min(low, value);
                high = Float.isNaN(value) ? high : Math.max(high, value);
            }
        }
        return high > low ? new Brightness(low, high) : new Brightness(0, 1);
    }

    static Json of(JudgedRows rows, Pixels pixels) {
        Model model = rows.model();
        int[] drawn = rows.drawn(JUDGED, 6);
        Matrix clean = Split.select(rows.targets(), drawn);
        Optional<Matrix> noisy =
                rows.arePairs() ? Optional.of(Split.select(rows.numbers(), drawn)) : noisy(model, clean);
        Matrix rebuilt = model.reconstruct(noisy.orElse(clean));
        pixels.brightness().cut(rebuilt);
        PictureQuality quality =
                new PictureQuality(pixels.shape().asList(), pixels.brightness().peak());
        double[] decibels = new double[drawn.length];
        double[] similarities = new double[drawn.length];
        for (int i = 0; i < drawn.length; i++) {
            decibels[i] = quality.peakSignalToNoise(rebuilt, clean, i);
            similarities[i] = quality.structuralSimilarity(rebuilt, clean, i);
        }
        List<Json> shown = new ArrayList<>();
        for (int i : spread(decibels)) {
            JsonObject.Builder picture = JsonObject.builder()
                    .put("row", Json.of(rows.frame().rowNumber(drawn[i])))
                    .put("place", Values.of(rows.frame().place(drawn[i])))
                    .put("label", Values.of(rows.label(drawn[i])))
                    .put("decibels", Values.of(decibels[i]))
                    .put("similarity", Values.of(similarities[i]))
                    .put("original", Json.of(pixels.address(clean, i)));
            noisy.ifPresent(it -> picture.put("noisy", Json.of(pixels.address(it, i))));
            shown.add(picture.put("rebuilt", Json.of(pixels.address(rebuilt, i)))
                    .put("difference", Json.of(pixels.address(difference(clean, rebuilt, i, pixels), 0)))
                    .build());
        }
        double[] finite = Arrays.stream(decibels).filter(Double::isFinite).toArray();
        return JsonObject.builder()
                .put("height", Json.of((long) pixels.shape().height()))
                .put("width", Json.of((long) pixels.shape().width()))
                .put("told", Json.of(pixels.shape().told()))
                .put("judged", Json.of((long) drawn.length))
                .put("exact", Json.of((long) (decibels.length - finite.length)))
                .put("decibels", Values.of(Arrays.stream(finite).average().orElse(Double.NaN)))
                .put(
                        "similarity",
                        Values.of(Arrays.stream(similarities).average().orElse(Double.NaN)))
                .put("pictures", new JsonArray(shown))
                .build();
    }

    /// Places from the best to the worst in equal steps of rank.
    private static int[] spread(double... decibels) {
        int[] order = IntStream.range(0, decibels.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -decibels[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        int count = Math.min(SHOWN, order.length);
        return IntStream.range(0, count)
                .map(i -> order[count == 1 ? 0 : (int) ((long) i * (order.length - 1) / (count - 1))])
                .toArray();
    }

    /// What the corruption at the model's input makes of pictures, in the units of the file; empty without noise.
    private static Optional<Matrix> noisy(Model model, Matrix clean) {
        return Denoising.noise(model).map(it -> {
            Matrix spoilt = it.corrupted(
                    model.columns().encode(clean), model.recipe().training().seed());
            model.columns().scaling().invert(spoilt);
            return spoilt;
        });
    }

    /// Black where there is none.
    private static Matrix difference(Matrix x, Matrix y, int row, Pixels pixels) {
        Matrix difference = Matrix.zeros(1, x.columns());
        for (int j = 0; j < x.columns(); j++) {
            difference.set(0, j, pixels.brightness().low() + Math.abs(x.get(row, j) - y.get(row, j)));
        }
        return difference;
    }
}
