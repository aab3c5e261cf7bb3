package hourglass.examples;

import hourglass.data.DataFile;
import hourglass.matrix.Matrix;
import hourglass.model.Model;
import hourglass.model.Table;
import hourglass.model.Wishes;
import hourglass.objective.Gaussian;
import hourglass.table.Frame;
import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;

/// Data visualisation: rows of many columns as points of a plane, the two numbers of an undercomplete code, beside the
/// plane of a linear autoencoder, which is that of principal component analysis. How well the plane keeps apart what
/// differs is told by the share of points whose nearest neighbour has the same label; the networks never see labels.
///
/// Arguments: a table, its label column, the picture to write (PNG).
final class Visualisation {
    private static final int PANEL = 640;
    private static final int MARGIN = 24;
    private static final int LEGEND = 28;
    private static final int DOT = 5;

    private Visualisation() {}

    public static void main(String[] arguments) throws IOException {
        Table rows = labelled(DataFile.read(Path.of(arguments[0])), arguments[1]);
        List<String> labels = rows.labels();
        Matrix linear = linear(rows).encode(rows);
        Matrix deep = deep(rows).encode(rows);
        BufferedImage image = new BufferedImage(2 * PANEL, PANEL + LEGEND, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setColor(Color.WHITE);
        graphics.fillRect(0, 0, image.getWidth(), image.getHeight());
        panel(graphics, 0, "linear autoencoder (the plane of PCA)", linear, labels);
        panel(graphics, PANEL, "deep autoencoder", deep, labels);
        legend(graphics, new ArrayList<>(new TreeSet<>(labels)));
        graphics.dispose();
        ImageIO.write(image, "png", Path.of(arguments[2]).toFile());
        System.out.println(arguments[2] + ": both planes");
    }

    /// Rows of numbers with one column as their labels, which no network sees.
    static Table labelled(Frame frame, String label) {
        int place = frame.indexOf(label);
        List<String> labels = IntStream.range(0, frame.rows())
                .mapToObj(row -> frame.text(row, place))
                .toList();
        List<String> others =
                frame.names().stream().filter(name -> !name.equals(label)).toList();
        return Table.of(frame.only(others), true).withLabels(labels);
    }

    /// The plane of principal components, in the turn that training came to.
    static Model linear(Table rows) {
        return Model.train(rows, Wishes.none().withCode(2).withHidden(List.of()).withObjective(new Gaussian()));
    }

    /// Two hidden layers each way, all else chosen from the data.
    static Model deep(Table rows) {
        return Model.train(rows, Wishes.none().withCode(2).withHidden(List.of(128, 32)));
    }

    /// The share of points whose nearest neighbour has the same label.
    static double agreement(Matrix points, List<String> labels) {
        int same = 0;
        for (int i = 0; i < points.rows(); i++) {
            int nearest = -1;
            double smallest = Double.POSITIVE_INFINITY;
            for (int j = 0; j < points.rows(); j++) {
                double distance =
                        square(points.get(i, 0) - points.get(j, 0)) + square(points.get(i, 1) - points.get(j, 1));
                if (j != i && distance < smallest) {
                    smallest = distance;
                    nearest = j;
                }
            }
            same += nearest >= 0 && labels.get(i).equals(labels.get(nearest)) ? 1 : 0;
        }
        return (double) same / points.rows();
    }

    private static double square(double value) {
        return value * value;
    }

    private static void panel(Graphics2D graphics, int left, String title, Matrix points, List<String> labels) {
        double agreement = agreement(points, labels);
        String text = String.format(Locale.ROOT, "%s: %.1f %% of nearest neighbours agree", title, 100 * agreement);
        System.out.println(text);
        List<String> classes = new ArrayList<>(new TreeSet<>(labels));
        double[] x = range(points, 0);
        double[] y = range(points, 1);
        int inner = PANEL - 2 * MARGIN;
        for (int row = 0; row < points.rows(); row++) {
            graphics.setColor(color(classes.indexOf(labels.get(row)), classes.size()));
            int across = (int) (inner * (points.get(row, 0) - x[0]) / (x[1] - x[0]));
            int down = (int) (inner * (y[1] - points.get(row, 1)) / (y[1] - y[0]));
            graphics.fillOval(left + MARGIN + across - DOT / 2, MARGIN + down - DOT / 2, DOT, DOT);
        }
        graphics.setColor(Color.DARK_GRAY);
        graphics.drawString(text, left + MARGIN, MARGIN - DOT);
        graphics.setStroke(new BasicStroke(1));
        graphics.drawRect(left, 0, PANEL - 1, PANEL - 1);
    }

    private static double[] range(Matrix points, int column) {
        double[] range = {Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY};
        for (int row = 0; row < points.rows(); row++) {
            range[0] = Math.min(range[0], points.get(row, column));
            range[1] = Math.max(range[1], points.get(row, column));
        }
        return range;
    }

    private static void legend(Graphics2D graphics, List<String> classes) {
        for (int i = 0; i < classes.size(); i++) {
            int left = MARGIN + i * (2 * PANEL - 2 * MARGIN) / classes.size();
            graphics.setColor(color(i, classes.size()));
            graphics.fillOval(left, PANEL + LEGEND / 2 - DOT, 2 * DOT, 2 * DOT);
            graphics.setColor(Color.DARK_GRAY);
            graphics.drawString(classes.get(i), left + 3 * DOT, PANEL + LEGEND / 2 + DOT);
        }
    }

    private static Color color(int index, int count) {
        return Color.getHSBColor((float) index / count, 0.85f, index % 2 == 0 ? 0.85f : 0.6f);
    }
}
