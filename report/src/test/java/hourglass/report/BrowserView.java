package hourglass.report;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import java.util.List;
import java.util.Map;

/// What a page is shown on.
///
/// @param width in pixels of CSS
/// @param height in pixels of CSS
/// @param scale pixels of the screen for each of CSS
/// @param isDark whether the reader prefers dark colours
/// @param isPrinted whether styles are those for paper; the size stays that of the screen
record BrowserView(int width, int height, double scale, boolean isDark, boolean isPrinted) {
    static BrowserView of(int width, int height) {
        return new BrowserView(width, height, 1, false, false);
    }

    BrowserView scaled(double by) {
        return new BrowserView(width, height, by, isDark, isPrinted);
    }

    BrowserView dark() {
        return new BrowserView(width, height, scale, true, isPrinted);
    }

    BrowserView printed() {
        return new BrowserView(width, height, scale, isDark, true);
    }

    /// For `Emulation.setDeviceMetricsOverride`.
    Map<String, Json> metrics() {
        return Map.of(
                "width", Json.of(width),
                "height", Json.of(height),
                "deviceScaleFactor", Json.of(scale),
                "mobile", Json.of(false));
    }

    /// For `Emulation.setEmulatedMedia`.
    Map<String, Json> media() {
        JsonObject scheme = JsonObject.builder()
                .put("name", "prefers-color-scheme")
                .put("value", isDark ? "dark" : "light")
                .build();
        return Map.of(
                "media", Json.of(isPrinted ? "print" : "screen"), "features", new JsonArray(List.<Json>of(scheme)));
    }
}
