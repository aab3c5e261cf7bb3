package hourglass.report;

import hourglass.json.Json;
import hourglass.json.JsonNull;
import hourglass.json.JsonObject;
import hourglass.json.JsonPlace;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;

/// A page that a [Browser] has opened, used as a reader would: looked at, pointed at, typed to.
///
/// Whatever the browser refuses, and whatever JavaScript throws, is an [IllegalStateException] with its words.
final class BrowserPage implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private final DevTools tools;
    private final URI address;
    private final String context;
    private final String session;
    private final BrowserLog log = new BrowserLog();
    private final BrowserMouse mouse = new BrowserMouse(this);
    private final BrowserKeyboard keyboard = new BrowserKeyboard(this);

    BrowserPage(DevTools tools, URI address) {
        this.tools = tools;
        this.address = address;
        context = tools.call(DevTools.BROWSER, "Target.createBrowserContext", Map.of())
                .key("browserContextId")
                .text();
        String target = tools.call(
                        DevTools.BROWSER,
                        "Target.createTarget",
                        Map.of("url", Json.of("about:blank"), "browserContextId", Json.of(context)))
                .key("targetId")
                .text();
        session = tools.call(
                        DevTools.BROWSER,
                        "Target.attachToTarget",
                        Map.of("targetId", Json.of(target), "flatten", Json.of(true)))
                .key("sessionId")
                .text();
        tools.listen(session, log::add);
        for (String domain : List.of("Page", "Runtime", "Log", "Network", "Inspector")) {
            call(domain + ".enable", Map.of());
        }
        // Else only one page at a time would believe that keys are meant for it.
        call("Emulation.setFocusEmulationEnabled", Map.of("enabled", Json.of(true)));
    }

    JsonPlace call(String method, Map<String, Json> parameters) {
        return tools.call(session, method, parameters);
    }

    /// Goes to the address and waits until all is loaded.
    void load() {
        JsonPlace answer = call("Page.navigate", Map.of("url", Json.of(address.toString())));
        if (answer.find("errorText").isPresent()) {
            throw new IllegalStateException(
                    address + ": " + answer.key("errorText").text());
        }
        waitUntil("location.href !== 'about:blank' && document.readyState === 'complete'");
    }

    /// Shows the page, as it is now, in another way.
    void show(BrowserView view) {
        call("Emulation.setDeviceMetricsOverride", view.metrics());
        call("Emulation.setEmulatedMedia", view.media());
    }

    /// The value of an expression of JavaScript, of its promise if it is one; `undefined` is null.
    Json evaluate(String expression) {
        JsonPlace answer = call(
                "Runtime.evaluate",
                Map.of(
                        "expression", Json.of(expression),
                        "returnByValue", Json.of(true),
                        "awaitPromise", Json.of(true),
                        "userGesture", Json.of(true)));
        if (answer.find("exceptionDetails").isPresent()) {
            throw new IllegalStateException(BrowserLog.exception(answer.key("exceptionDetails")));
        }
        JsonPlace result = answer.key("result");
        return result.find("unserializableValue")
                .map(number -> Json.of(Double.parseDouble(number.text())))
                .or(() -> result.find("value").map(JsonPlace::value))
                .orElseGet(JsonNull::new);
    }

    private JsonPlace place(String expression) {
        return JsonPlace.root(evaluate(expression), expression);
    }

    /// The value of an expression that is a string.
    String text(String expression) {
        return place(expression).text();
    }

    /// The value of an expression that is a number.
    double number(String expression) {
        return place(expression).doubleValue();
    }

    /// Whether an expression is true by the rules of JavaScript.
    boolean isTrue(String expression) {
        return place("Promise.resolve((" + expression + ")).then(Boolean)").booleanValue();
    }

    /// The strings of an array.
    List<String> texts(String expression) {
        return place(expression).items().stream().map(JsonPlace::text).toList();
    }

    /// Waits until an expression is true; it is evaluated time and again, and must not throw.
    void waitUntil(String expression) {
        waitUntil(expression, LIMIT);
    }

    /// See [#waitUntil(String)].
    void waitUntil(String expression, Duration limit) {
        try {
            Browser.waitUntil(expression, limit, () -> isTrue(expression));
        } catch (IllegalStateException never) {
            throw new IllegalStateException(never.getMessage() + ", complaints " + log.complaints(), never);
        }
    }

    /// What the page complained of and asked for until now.
    BrowserLog log() {
        // What was set off before this turn of the page has been told of when the turn ends.
        evaluate("new Promise(done => setTimeout(done))");
        return log;
    }

    BrowserMouse mouse() {
        return mouse;
    }

    BrowserKeyboard keyboard() {
        return keyboard;
    }

    /// The middle of the first element that a selector of CSS finds, brought into view first.
    BrowserMouse.Point centre(String selector) {
        JsonPlace centre = place("""
                (selector => {
                    const element = document.querySelector(selector);
                    if (!element) throw new Error('no element ' + selector);
                    element.scrollIntoView({block: 'center', inline: 'center', behavior: 'instant'});
                    const {x, y, width, height} = element.getBoundingClientRect();
                    if (width === 0 || height === 0) throw new Error('without size: ' + selector);
                    return {x: x + width / 2, y: y + height / 2};
                })(""" + Json.of(selector).compact() + ")");
        return new BrowserMouse.Point(
                centre.key("x").doubleValue(), centre.key("y").doubleValue());
    }

    /// A picture of what is in view, in pixels of the screen.
    void screenshot(Path png) {
        capture(png, Map.of("format", Json.of("png")));
    }

    /// A picture of the whole page, from its top to its end.
    void wholeScreenshot(Path png) {
        JsonPlace size = call("Page.getLayoutMetrics", Map.of()).key("cssContentSize");
        JsonObject clip = JsonObject.builder()
                .put("x", Json.of(0))
                .put("y", Json.of(0))
                .put("width", size.key("width").value())
                .put("height", size.key("height").value())
                .put("scale", Json.of(1))
                .build();
        capture(png, Map.of("format", Json.of("png"), "captureBeyondViewport", Json.of(true), "clip", clip));
    }

    private void capture(Path png, Map<String, Json> parameters) {
        String data = call("Page.captureScreenshot", parameters).key("data").text();
        try {
            Files.write(png, Base64.getDecoder().decode(data));
        } catch (IOException unwritten) {
            throw new UncheckedIOException(unwritten);
        }
    }

    /// What axe finds serious or critical in the page as it is shown, one line for each rule that is broken.
    List<String> accessibilityFaults() {
        if (!isTrue("window.axe")) {
            evaluate(axe());
        }
        return texts("""
                axe.run(document, {resultTypes: ['violations']}).then(({violations}) => violations
                    .filter(({impact}) => impact === 'serious' || impact === 'critical')
                    .map(({id, impact, help, nodes}) => `${id} (${impact}): ${help}; ${nodes.length} times: `
                        + nodes.map(({target}) => target.join(' ')).join(', ')))
                """);
    }

    private static String axe() {
        try (InputStream script = ClassLoader.getSystemResourceAsStream("axe.min.js")) {
            if (script == null) {
                throw new IllegalStateException("axe.min.js is not on the class path");
            }
            return new String(script.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }

    @Override
    public void close() {
        tools.forget(session);
        tools.call(DevTools.BROWSER, "Target.disposeBrowserContext", Map.of("browserContextId", Json.of(context)));
    }
}
