package hourglass.matrix;

/// The shape of a row on its way through a network.
public sealed interface Shape {
    /// Numbers of a row.
    int size();

    /// Numbers without neighbours.
    record Vector(int size) implements Shape {
        public Vector {
            require(size >= 1, "a vector has at least 1 number, got " + size);
        }

        @Override
        public String toString() {
            return String.valueOf(size);
        }
    }

    /// Numbers that have neighbours above, below and beside them: pixel by pixel along the lines from the top, all
    /// channels of a pixel together.
    ///
    /// @param channels 1 for grey pictures, 3 for coloured ones
    record Image(int height, int width, int channels) implements Shape {
        public Image {
            require(
                    channels >= 1 && height >= 1 && width >= 1,
                    "an image has at least 1 row, column and channel, got " + height + " x " + width + " x "
                            + channels);
            Math.multiplyExact(Math.multiplyExact(channels, height), width);
        }

        @Override
        public int size() {
            return height * width * channels;
        }

        @Override
        public String toString() {
            return height + " x " + width + " x " + channels;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
