package hourglass.network;

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

    /// Planes of numbers that have neighbours, stored plane by plane, row by row.
    ///
    /// @param channels planes: 1 for grey pictures, 3 for coloured ones
    record Image(int channels, int height, int width) implements Shape {
        public Image {
            require(
                    channels >= 1 && height >= 1 && width >= 1,
                    "an image has at least 1 channel, row and column, got " + channels + " x " + height + " x "
                            + width);
            Math.multiplyExact(Math.multiplyExact(channels, height), width);
        }

        @Override
        public int size() {
            return channels * height * width;
        }

        @Override
        public String toString() {
            return channels + " x " + height + " x " + width;
        }
    }

    private static void require(boolean condition, String message) {
        if (!condition) {
            throw new IllegalArgumentException(message);
        }
    }
}
