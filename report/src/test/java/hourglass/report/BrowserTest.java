package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import hourglass.json.Json;
import hourglass.report.BrowserKeyboard.Held;
import hourglass.report.BrowserKeyboard.NamedKey;
import hourglass.report.BrowserMouse.Point;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Every instrument on a page with the fault it is for, and on one without.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class BrowserTest {
    private static final BrowserView VIEW = BrowserView.of(640, 480);

    private static final String GOOD = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Good</title>
            <style>
              body { margin: 0; background: rgb(255, 255, 255); color: black; }
              #board { width: 200px; height: 100px; }
              #far { margin-top: 1000px; height: 200px; }
              @media (prefers-color-scheme: dark) { body { background: rgb(0, 0, 40); color: white; } }
              @media print { body { background: rgb(250, 250, 0); } }
            </style>
            <main>
              <h1>Good · ünï</h1>
              <div id="board"></div>
              <img alt="a dot" src="data:image/gif;base64,R0lGODlhAQABAAAAACwAAAAAAQABAAA=">
              <label>Name <input id="name"></label>
              <button id="far" onclick="document.title = 'pressed'">Far below</button>
            </main>
            <script>
              console.log('not a complaint');
              const moves = [];
              const board = document.getElementById('board');
              for (const type of ['pointerdown', 'pointermove', 'pointerup', 'dblclick', 'wheel']) {
                board.addEventListener(type, event => moves.push(
                  `${event.type} ${event.offsetX} ${event.offsetY} ${event.buttons} ${event.isTrusted}`));
              }
              const keys = [];
              document.addEventListener('keydown', event => keys.push(event.key + (event.shiftKey ? ' shift' : '')));
              fetch(URL.createObjectURL(new Blob(['blob']))).then(it => it.text()).then(it => window.blob = it);
            </script>
            """;

    private static final String BAD = """
            <!DOCTYPE html>
            <html lang="en">
            <meta charset="utf-8">
            <title>Bad</title>
            <main>
              <h1>Bad</h1>
              <img id="dot" src="missing.png">
              <button id="empty"></button>
            </main>
            <script>
              console.error('an error', 7, {a: 1});
              console.warn('a warning');
              new WebSocket('ws://elsewhere.invalid/socket');
              fetch('http://elsewhere.invalid/data').catch(() => {});
              setTimeout(() => { throw new Error('uncaught'); });
              Promise.reject(new Error('rejected'));
            </script>
            """;

    @TempDir
    private static Path folder;

    private final Browser browser = Browser.startOrSkip();

    @BeforeAll
    void write() throws IOException {
        Files.writeString(folder.resolve("good ü.html"), GOOD);
        Files.writeString(folder.resolve("bad.html"), BAD);
    }

    @AfterAll
    void close() {
        browser.close();
    }

    private BrowserPage good() {
        return browser.open(folder.resolve("good ü.html"), VIEW);
    }

    private BrowserPage bad() {
        return browser.open(folder.resolve("bad.html"), VIEW);
    }

    @Test
    void aGoodPageIsQuiet() {
        try (BrowserPage page =
                browser.open(folder.resolve("good ü.html").toUri().resolve("#far"), VIEW)) {
            page.waitUntil("window.blob === 'blob'");
            assertThat(page.log().complaints()).isEmpty();
            assertThat(page.log().foreignRequests()).isEmpty();
            assertThat(page.log().requests())
                    .hasSize(3)
                    .anyMatch(url -> url.endsWith("html"))
                    .anyMatch(url -> url.startsWith("data:image/gif"))
                    .anyMatch(url -> url.startsWith("blob:"));
            assertThat(page.accessibilityFaults()).isEmpty();
        }
    }

    @Test
    void complaintsAreHeard() {
        try (BrowserPage page = bad()) {
            Browser.waitUntil(
                    "all complaints",
                    Duration.ofSeconds(10),
                    () -> page.log().complaints().size() >= 7);
            assertThat(page.log().complaints())
                    .contains("console.error: an error 7 Object", "console.warning: a warning")
                    .anyMatch(it -> it.startsWith("Uncaught Error: uncaught\n    at "))
                    .anyMatch(it -> it.startsWith("Uncaught (in promise) Error: rejected"))
                    .anyMatch(it -> it.startsWith("error: Failed to load resource") && it.contains("missing.png"))
                    .anyMatch(it -> it.startsWith("error: Failed to load resource") && it.contains("invalid/data"))
                    .anyMatch(it -> it.startsWith("error: WebSocket connection"));
        }
    }

    @Test
    void requestsAreCounted() {
        try (BrowserPage page = bad()) {
            assertThat(page.log().foreignRequests())
                    .containsExactlyInAnyOrder(
                            folder.resolve("missing.png").toUri().toString(),
                            "http://elsewhere.invalid/data",
                            "ws://elsewhere.invalid/socket");
        }
    }

    @Test
    void faultsOfAccessibilityAreNamed() {
        try (BrowserPage page = bad()) {
            assertThat(page.accessibilityFaults())
                    .hasSize(2)
                    .anyMatch(it -> it.startsWith("image-alt (critical): ") && it.endsWith("; 1 times: #dot"))
                    .anyMatch(it -> it.startsWith("button-name (critical): ") && it.endsWith("; 1 times: #empty"));
        }
    }

    @Test
    void expressionsHaveValues() {
        try (BrowserPage page = good()) {
            assertThat(page.text("document.querySelector('h1').textContent")).isEqualTo("Good · ünï");
            assertThat(page.number("Promise.resolve(0.5)")).isEqualTo(0.5);
            assertThat(page.number("1 / 0")).isInfinite();
            assertThat(page.isTrue("0, 'text'")).isTrue();
            assertThat(page.isTrue("document.querySelector('h7')")).isFalse();
            assertThat(page.texts("['a', 'b']")).containsExactly("a", "b");
            assertThat(page.evaluate("({a: [1, null]})")).isEqualTo(Json.parse("{\"a\": [1, null]}", "here"));
            assertThat(page.evaluate("undefined")).isEqualTo(Json.parse("null", "here"));
            // Far more than a frame of the WebSocket.
            assertThat(page.text("'ü'.repeat(3e6)")).hasSize(3_000_000);
        }
    }

    @Test
    void failuresSayWhatFailed() {
        try (BrowserPage page = good()) {
            assertThatThrownBy(() -> page.evaluate("nowhere.near")).hasMessageContaining("nowhere is not defined");
            assertThatThrownBy(() -> page.evaluate("Promise.reject(new Error('no'))"))
                    .hasMessageContaining("Error: no");
            assertThatThrownBy(() -> page.evaluate("(")).hasMessageContaining("SyntaxError");
            assertThatThrownBy(() -> page.text("7")).hasMessageContaining("text");
            assertThatThrownBy(() -> page.centre("#none")).hasMessageContaining("no element #none");
            assertThatThrownBy(() -> page.waitUntil("1 > 2", Duration.ofMillis(50)))
                    .hasMessageContaining("waited 0.05 s for 1 > 2");
            assertThat(page.log().complaints()).isEmpty();
        }
        assertThatThrownBy(() -> browser.open(folder.resolve("none.html"), VIEW))
                .hasMessageContaining("none.html: net::ERR_FILE_NOT_FOUND");
    }

    @Test
    void theMouseDrags() {
        try (BrowserPage page = good()) {
            Point centre = page.centre("#board");
            page.mouse().drag(List.of(centre, centre.plus(10, 0), centre.plus(20, -30.5)));
            assertThat(page.texts("moves"))
                    .containsExactly(
                            "pointermove 100 50 0 true",
                            "pointerdown 100 50 1 true",
                            "pointermove 110 50 1 true",
                            "pointermove 120 19.5 1 true",
                            "pointerup 120 19.5 0 true");
            page.evaluate("moves.length = 0");
            page.mouse().doubleClick(centre);
            page.mouse().wheel(30);
            assertThat(page.texts("moves.map(move => move.split(' ')[0])"))
                    .endsWith("pointerup", "pointerdown", "pointerup", "dblclick", "wheel");
        }
    }

    @Test
    void whatIsBelowIsBroughtIntoView() {
        try (BrowserPage page = good()) {
            assertThat(page.number("board.getBoundingClientRect().y")).isPositive();
            page.mouse().click("#far");
            assertThat(page.number("board.getBoundingClientRect().y")).isNegative();
            assertThat(page.text("document.title")).isEqualTo("pressed");
        }
    }

    @Test
    void keysArrive() {
        try (BrowserPage page = good()) {
            BrowserKeyboard keyboard = page.keyboard();
            keyboard.press(NamedKey.TAB);
            assertThat(page.text("document.activeElement.id")).isEqualTo("name");
            keyboard.type("aß1");
            keyboard.press(NamedKey.LEFT);
            keyboard.press(NamedKey.BACKSPACE);
            keyboard.type(" ");
            assertThat(page.text("document.activeElement.value")).isEqualTo("a 1");
            keyboard.press(NamedKey.TAB);
            keyboard.press(NamedKey.ENTER);
            assertThat(page.text("document.title")).isEqualTo("pressed");
            page.evaluate("document.title = ''");
            keyboard.press(NamedKey.SPACE);
            assertThat(page.text("document.title")).isEqualTo("pressed");
            keyboard.press(NamedKey.TAB, Held.SHIFT);
            assertThat(page.text("document.activeElement.id")).isEqualTo("name");
            assertThat(page.texts("keys"))
                    .containsExactly(
                            "Tab", "a", "ß", "1", "ArrowLeft", "Backspace", " ", "Tab", "Enter", " ", "Tab shift");
        }
    }

    @Test
    void picturesShowTheView() throws IOException {
        Path png = folder.resolve("picture.png");
        try (BrowserPage page = browser.open(folder.resolve("good ü.html"), VIEW.scaled(2))) {
            page.screenshot(png);
            BufferedImage light = ImageIO.read(png.toFile());
            assertThat(List.of(light.getWidth(), light.getHeight())).containsExactly(1280, 960);
            assertThat(light.getRGB(1270, 950)).isEqualTo(0xffffffff);
            page.show(VIEW.dark());
            page.wholeScreenshot(png);
            BufferedImage dark = ImageIO.read(png.toFile());
            assertThat(dark.getWidth()).isEqualTo(640);
            assertThat(dark.getHeight())
                    .isEqualTo((int) page.number("document.documentElement.scrollHeight"))
                    .isGreaterThan(1200);
            assertThat(dark.getRGB(635, dark.getHeight() - 5)).isEqualTo(0xff000028);
            page.show(VIEW.printed());
            page.screenshot(png);
            assertThat(ImageIO.read(png.toFile()).getRGB(635, 475)).isEqualTo(0xfffafa00);
        }
    }

    @Test
    void pagesShareNothing() {
        try (BrowserPage first = good();
                BrowserPage second = good()) {
            first.evaluate("localStorage.setItem('kept', 'here')");
            assertThat(second.isTrue("localStorage.getItem('kept') === null")).isTrue();
            // Neither waits for the other to be in front.
            assertThat(first.isTrue("document.hasFocus() && new Promise(requestAnimationFrame)"))
                    .isTrue();
            assertThat(second.isTrue("document.hasFocus() && new Promise(requestAnimationFrame)"))
                    .isTrue();
        }
    }

    /// The processes that came up since.
    private static List<ProcessHandle> since(List<ProcessHandle> before) {
        return ProcessHandle.current()
                .descendants()
                .filter(process -> !before.contains(process))
                .toList();
    }

    @Test
    void nothingIsLeftOfABrowser() {
        List<ProcessHandle> before = since(List.of());
        Browser another = Browser.startOrSkip();
        BrowserPage page = another.open(folder.resolve("good ü.html"), VIEW);
        List<ProcessHandle> its = since(before);
        assertThat(its).hasSizeGreaterThan(2);
        assertThat(another.folder()).exists();
        another.close();
        assertThat(its).noneMatch(ProcessHandle::isAlive);
        assertThat(another.folder()).doesNotExist();
        assertThatThrownBy(() -> page.evaluate("1")).hasMessageContaining("the connection to the browser has ended");
    }

    @Test
    void aBrowserThatIsKilledLeavesNobodyWaiting() {
        List<ProcessHandle> before = since(List.of());
        Browser another = Browser.startOrSkip();
        try (another) {
            BrowserPage page = another.open(folder.resolve("good ü.html"), VIEW);
            page.evaluate("1");
            since(before).forEach(ProcessHandle::destroyForcibly);
            assertThatThrownBy(() -> page.evaluate("new Promise(() => {})"))
                    .hasMessageMatching("no answer to Runtime.evaluate|no sending of .*|.* has ended");
        }
        assertThat(another.folder()).doesNotExist();
    }

    @Test
    void whatIsNoBrowserIsToldOf() {
        assertThatThrownBy(() -> Browser.start(Path.of("/bin/false")))
                .hasMessageContaining("no browser, it said")
                .cause()
                .hasMessageContaining("the browser ended, exit status 1");
    }
}
