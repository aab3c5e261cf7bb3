package hourglass.report;

import hourglass.json.Json;
import hourglass.json.JsonNumber;
import hourglass.json.JsonPlace;
import hourglass.json.JsonText;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Collectors;

/// What a page complained of and what it asked for, from before its first byte on.
///
/// What workers ask for is not seen; that of a frame from elsewhere is not either, but that there is one is.
final class BrowserLog {
    private static final Set<String> LOUD = Set.of("error", "warning", "assert");
    private static final int SHOWN_LENGTH = 200;

    private final List<String> complaints = new CopyOnWriteArrayList<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();

    void add(String event, JsonPlace parameters) {
        switch (event) {
            case "Runtime.consoleAPICalled" -> {
                String type = parameters.key("type").text();
                if (LOUD.contains(type)) {
                    complaints.add("console." + type + ": "
                            + parameters.key("args").items().stream()
                                    .map(BrowserLog::shown)
                                    .collect(Collectors.joining(" ")));
                }
            }
            case "Runtime.exceptionThrown" -> complaints.add(exception(parameters.key("exceptionDetails")));
            case "Log.entryAdded" -> {
                JsonPlace entry = parameters.key("entry");
                if (LOUD.contains(entry.key("level").text())) {
                    complaints.add(entry.key("level").text() + ": "
                            + entry.key("text").text()
                            + entry.find("url")
                                    .map(url -> " (" + cut(url.text()) + ")")
                                    .orElse(""));
                }
            }
            case "Inspector.targetCrashed" -> complaints.add("the page crashed");
            case "Network.requestWillBeSent" ->
                requests.add(parameters.key("request").key("url").text());
            case "Network.webSocketCreated" ->
                requests.add(parameters.key("url").text());
            default -> {}
        }
    }

    /// Errors and warnings of the console and of the browser itself, and exceptions that nobody caught, in order.
    List<String> complaints() {
        return List.copyOf(complaints);
    }

    /// The address of every request in order, among them the page itself and those that need no network.
    List<String> requests() {
        return List.copyOf(requests);
    }

    /// The requests for anything but the page itself, which is the first, and what stands in it, `data:` and `blob:`.
    List<String> foreignRequests() {
        return requests.stream()
                .filter(url -> !url.equals(requests.getFirst()))
                .filter(url -> !url.startsWith("data:") && !url.startsWith("blob:"))
                .toList();
    }

    /// The text of an exception, with its stack where JavaScript has one.
    static String exception(JsonPlace details) {
        return details.key("text").text()
                + details.find("exception").map(thrown -> " " + shown(thrown)).orElse("");
    }

    /// A value of JavaScript in words.
    private static String shown(JsonPlace remote) {
        return remote.find("description")
                .map(JsonPlace::text)
                .or(() -> remote.find("value").map(value -> plain(value.value())))
                .or(() -> remote.find("unserializableValue").map(JsonPlace::text))
                .orElseGet(() -> remote.key("type").text());
    }

    private static String plain(Json value) {
        return switch (value) {
            case JsonText text -> text.value();
            case JsonNumber number -> number.literal();
            default -> value.compact();
        };
    }

    private static String cut(String url) {
        return url.length() <= SHOWN_LENGTH ? url : url.substring(0, SHOWN_LENGTH) + "…";
    }
}
