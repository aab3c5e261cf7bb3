package hourglass.problem;

/// Makes text that may come from a file harmless to a terminal.
final class Untrusted {
    private static final int MAXIMUM_LENGTH = 400;

    private Untrusted() {}

    /// The text with control, format and unpaired surrogate characters escaped, cut after 400 characters.
    static String shown(String text) {
        StringBuilder shown = new StringBuilder(Math.min(text.length(), MAXIMUM_LENGTH) + 16);
        int index = 0;
        while (index < text.length() && shown.length() < MAXIMUM_LENGTH) {
            int codePoint = text.codePointAt(index);
            index += Character.charCount(codePoint);
            switch (Character.getType(codePoint)) {
                case Character.CONTROL,
                        Character.FORMAT,
                        Character.SURROGATE,
                        Character.LINE_SEPARATOR,
                        Character.PARAGRAPH_SEPARATOR -> shown.append(String.format("\\u%04X", codePoint));
                default -> shown.appendCodePoint(codePoint);
            }
        }
        return index < text.length() ? shown.append('…').toString() : shown.toString();
    }
}
