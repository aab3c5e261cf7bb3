package hourglass.cli;

import hourglass.matrix.Matrix;

/// Pictures of 8 × 8 intensities side by side, in shades of block characters.
final class DigitDrawing {
    private static final int SIDE = 8;
    private static final String SHADES = " ░▒▓█";

    private DigitDrawing() {}

    /// @param rows one picture each, intensities from 0 to 1
    static void print(Console console, String title, Matrix rows) {
        console.print("  " + title);
        for (int y = 0; y < SIDE; y++) {
            StringBuilder line = new StringBuilder("  ");
            for (int picture = 0; picture < rows.rows(); picture++) {
                for (int x = 0; x < SIDE; x++) {
                    char shade = shade(rows.get(picture, y * SIDE + x));
                    // Two characters to a pixel: terminals have cells twice as high as wide.
                    line.append(shade).append(shade);
                }
                line.append("  ");
            }
            console.print(line.toString().stripTrailing());
        }
        console.print("");
    }

    private static char shade(float intensity) {
        int index = (int) (Math.max(0, Math.min(1, intensity)) * SHADES.length());
        return SHADES.charAt(Math.min(SHADES.length() - 1, index));
    }
}
