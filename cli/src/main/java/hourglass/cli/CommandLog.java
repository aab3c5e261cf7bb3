package hourglass.cli;

import java.text.MessageFormat;
import java.util.ResourceBundle;
import org.jspecify.annotations.Nullable;

/// The log of the process, by which libraries speak where nobody reads their results: here commands say in their own
/// words what is to be said ([Announcement] why oneDNN is not used), so lines of Hourglass' own are left out. Warnings
/// of
/// others stand in a line each on standard error. Found by ServiceLoader.
public final class CommandLog extends System.LoggerFinder {
    /// For ServiceLoader.
    public CommandLog() {}

    @Override
    public System.Logger getLogger(String name, Module module) {
        return new Lines(name);
    }

    private record Lines(String name) implements System.Logger {
        @Override
        public String getName() {
            return name;
        }

        @Override
        public boolean isLoggable(Level level) {
            return level.compareTo(Level.WARNING) >= 0 && level != Level.OFF && !name.startsWith("hourglass.");
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            if (isLoggable(level)) {
                System.err.println("note: " + message + (thrown == null ? "" : " (" + thrown + ")"));
            }
        }

        @Override
        public void log(
                Level level,
                @Nullable ResourceBundle bundle,
                @Nullable String format,
                @Nullable Object @Nullable ... values) {
            if (isLoggable(level)) {
                boolean plain = format == null || values == null || values.length == 0;
                System.err.println("note: " + (plain ? format : MessageFormat.format(format, values)));
            }
        }
    }
}
