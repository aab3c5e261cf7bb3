package hourglass.cli;

import hourglass.data.row.RowReader;
import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Scaling;
import hourglass.model.ScalingKind;
import hourglass.objective.Domain;
import hourglass.report.PictureQuality;
import hourglass.table.Frame;
import hourglass.table.ValueType;
import java.util.List;
import java.util.Optional;

/// PSNR and SSIM of many pictures. Intensities are cut to what there can be, as in pictures that are written, but not
/// rounded.
final class PictureFigures {
    private static final double BYTE_PEAK = 255;
    private static final double SHORT_PEAK = 65_535;
    private static final int MOST_CHANNELS = 4;

    private final PictureQuality quality;
    private final float low;
    private final Figure ratio = new Figure();
    private final Figure similarity = new Figure();
    private int exact;

    private PictureFigures(PictureQuality quality, float low) {
        this.quality = quality;
        this.low = low;
    }

    /// The mean and the least.
    private static final class Figure {
        private double sum;
        private int count;
        private double least = Double.POSITIVE_INFINITY;
        private String where = "";

        void add(double value, String place) {
            sum += value;
            count++;
            if (value < least) {
                least = value;
                where = place;
            }
        }

        double mean() {
            return sum / count;
        }

        String text(String unit) {
            return Numbers.significant(mean()) + unit + " (least " + Numbers.significant(least) + ", " + where + ")";
        }

        void put(JsonObject.Builder json, String name) {
            json.put(name, ScoreSummary.number(mean()))
                    .put(name + "_least", ScoreSummary.number(least))
                    .put(name + "_least_at", where);
        }
    }

    /// Whether the rows of a model are pictures.
    static boolean apply(Model model) {
        List<Integer> shape = model.card().rowShape();
        boolean is = shape.size() == 2 || (shape.size() == 3 && shape.getLast() <= MOST_CHANNELS);
        return is
                && shape.stream().reduce(1, Math::multiplyExact)
                        == model.columns().count();
    }

    /// Figures to gather; empty where rows are no pictures, or nothing tells how bright a pixel can be.
    static Optional<PictureFigures> of(Model model, RowReader reader) {
        if (!apply(model)) {
            return Optional.empty();
        }
        List<Integer> shape = model.card().rowShape();
        if (reader.valueType() == ValueType.UNSIGNED_BYTE) {
            return Optional.of(new PictureFigures(new PictureQuality(shape, BYTE_PEAK), 0));
        }
        if (reader.rowsAreFiles()) {
            return Optional.of(new PictureFigures(new PictureQuality(shape, SHORT_PEAK), 0));
        }
        Scaling scaling = model.task().target();
        if (scaling.kind() == ScalingKind.COMMON_RANGE) {
            return Optional.of(
                    new PictureFigures(new PictureQuality(shape, scaling.scales()[0]), scaling.offsets()[0]));
        }
        boolean shares = scaling.kind() == ScalingKind.NONE
                && model.recipe().architecture().objective().domain(0).equals(Domain.UNIT);
        return shares ? Optional.of(new PictureFigures(new PictureQuality(shape, 1), 0)) : Optional.empty();
    }

    /// Takes more pictures.
    ///
    /// @param found in the units of the file, cut to what there can be
    /// @param rows that tell where each is from
    void add(Matrix found, Matrix wanted, Frame rows) {
        float high = (float) (low + quality.peak());
        for (int row = 0; row < found.rows(); row++) {
            for (int j = 0; j < found.columns(); j++) {
                found.set(row, j, Math.clamp(found.get(row, j), low, high));
            }
            double decibels = quality.peakSignalToNoise(found, wanted, row);
            if (Double.isInfinite(decibels)) {
                exact++;
            } else {
                ratio.add(decibels, rows.place(row));
            }
            similarity.add(quality.structuralSimilarity(found, wanted, row), rows.place(row));
        }
    }

    String text() {
        String decibels = ratio.count == 0
                ? "exact"
                : ratio.text(" dB") + (exact == 0 ? "" : " but for " + Numbers.grouped(exact) + " exact");
        return "PSNR " + decibels + ", SSIM " + similarity.text("");
    }

    /// From what these figures became others: `PSNR 20.2 to 28.9 dB, SSIM 0.41 to 0.9`.
    String text(PictureFigures after) {
        return "PSNR " + decibels() + " to " + after.decibels() + " dB, SSIM " + Numbers.significant(similarity.mean())
                + " to " + Numbers.significant(after.similarity.mean());
    }

    private String decibels() {
        return ratio.count == 0 ? "exact" : Numbers.significant(ratio.mean());
    }

    Json json() {
        JsonObject.Builder json = JsonObject.builder();
        ratio.put(json, "psnr");
        similarity.put(json, "ssim");
        return json.put("exact", Json.of((long) exact)).build();
    }
}
