package hourglass.json;

import java.util.Locale;

/// Names of Java as they stand in JSON: `GlorotUniform` and `batchSize` become `glorot_uniform` and `batch_size`.
final class SettingsNames {
    private SettingsNames() {}

    static String of(Class<?> type) {
        return snakeCase(type.getSimpleName());
    }

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /// An underscore before every capital that starts a word: after a small letter or digit (`topK`), and before a
    /// small letter at the end of a run of capitals (`KLSparsity`).
    static String snakeCase(String name) {
        StringBuilder snake = new StringBuilder();
        for (int index = 0; index < name.length(); index++) {
            char character = name.charAt(index);
            if (index > 0 && Character.isUpperCase(character)) {
                boolean afterSmall = !Character.isUpperCase(name.charAt(index - 1));
                boolean beforeSmall = index + 1 < name.length() && Character.isLowerCase(name.charAt(index + 1));
                if ((afterSmall || beforeSmall) && name.charAt(index - 1) != '_') {
                    snake.append('_');
                }
            }
            snake.append(Character.toLowerCase(character));
        }
        return snake.toString();
    }
}
