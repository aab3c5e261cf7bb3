package hourglass.report.page;

import hourglass.json.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;

/// The page around what a report holds. Everything that came from files is one text of JSON without a `<`, which the
/// script reads and writes into the page as texts, never as markup.
final class Page {
    private static final String D3 = "/META-INF/resources/webjars/d3/7.9.0/dist/d3.min.js";
    private static final List<String> SCRIPTS = List.of("elements.js", "charts.js", "map.js", "parts.js", "page.js");

    private Page() {}

    static String of(String title, Json content) {
        StringBuilder page = new StringBuilder();
        page.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
        page.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
        page.append("<meta name=\"generator\" content=\"Hourglass\">\n");
        // Nothing may be fetched, whatever a page might come to hold.
        page.append("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data: blob:;"
                + " style-src 'unsafe-inline'; script-src 'unsafe-inline'\">\n");
        page.append("<title>").append(escaped(title)).append("</title>\n");
        page.append("<style>\n").append(resource("page.css")).append("</style>\n</head>\n<body>\n");
        page.append("<main id=\"report\"><noscript>This report is drawn by a script, which this viewer does not run."
                + "</noscript></main>\n");
        page.append("<script type=\"application/json\" id=\"content\">")
                .append(content.compact().replace("<", "\\u003c"))
                .append("</script>\n");
        script(page, text(Page.class.getResourceAsStream(D3), D3));
        SCRIPTS.forEach(name -> script(page, resource(name)));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void script(StringBuilder page, String code) {
        page.append("<script>\n").append(code).append("\n</script>\n");
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    private static String resource(String name) {
        return text(Page.class.getResourceAsStream(name), name);
    }

    private static String text(@org.jspecify.annotations.Nullable InputStream stream, String name) {
        if (stream == null) {
            throw new IllegalStateException("the report's " + name + " is missing from the jars");
        }
        try (stream) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
