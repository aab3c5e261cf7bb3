package hourglass.cli;

import hourglass.data.row.RowReader;
import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.report.Brightness;
import hourglass.report.PictureQuality;
import hourglass.report.PictureShape;
import hourglass.table.Frame;
import java.util.Optional;
import java.util.function.IntFunction;

/// PSNR and SSIM of many pictures. Intensities are cut to what there can be, as in pictures that are written, but not
/// rounded.
final class PictureFigures {
    private final PictureQuality quality;
    private final Brightness brightness;
    private final Figure ratio = new Figure();
    private final Figure similarity = new Figure();
    private int exact;

    private PictureFigures(PictureQuality quality, Brightness brightness) {
        this.quality = quality;
        this.brightness = brightness;
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
        return PictureShape.of(model).filter(PictureShape::told).isPresent();
    }

    /// Figures to gather; empty where rows are no pictures, or nothing tells how bright a pixel can be.
    static Optional<PictureFigures> of(Model model, RowReader reader) {
        return PictureShape.of(model)
                .filter(PictureShape::told)
                .flatMap(shape -> Brightness.of(model, reader.valueType(), reader.rowsAreFiles())
                        .map(it -> new PictureFigures(new PictureQuality(shape.asList(), it.peak()), it)));
    }

    /// Takes more pictures.
    ///
    /// @param found in the units of the file, cut to what there can be
    /// @param rows that tell where each is from
    void add(Matrix found, Matrix wanted, Frame rows) {
        add(quality, found, wanted, rows::place);
    }

    /// Takes pictures of any size.
    ///
    /// @param found in the units of the file, cut to what there can be
    /// @param place of a row
    void add(PictureQuality size, Matrix found, Matrix wanted, IntFunction<String> place) {
        brightness.cut(found);
        for (int row = 0; row < found.rows(); row++) {
            double decibels = size.peakSignalToNoise(found, wanted, row);
            if (Double.isInfinite(decibels)) {
                exact++;
            } else {
                ratio.add(decibels, place.apply(row));
            }
            similarity.add(size.structuralSimilarity(found, wanted, row), place.apply(row));
        }
    }

    /// Figures of the same kind of pictures, none yet.
    PictureFigures anew() {
        return new PictureFigures(quality, brightness);
    }

    /// White less black.
    double peak() {
        return quality.peak();
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
