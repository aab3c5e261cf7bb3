package hourglass.report;

import static org.assertj.core.api.Assertions.assertThat;

import hourglass.model.Model;
import hourglass.model.Wishes;
import hourglass.network.Corruption;
import hourglass.report.BrowserKeyboard.NamedKey;
import hourglass.report.BrowserMouse.Point;
import hourglass.table.Frame;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// Reports as a person meets them, in a browser: what is there, what answers to mouse and keys, and that nothing is
/// fetched, fails, or shuts somebody out.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReportPageTest {
    private static final BrowserView DESK = BrowserView.of(900, 700);

    private Path table = Path.of("");
    private Path pictures = Path.of("");
    private Browser browser;

    @BeforeAll
    void writeReports(@TempDir Path folder) {
        browser = Browser.startOrSkip();
        table = folder.resolve("table.html");
        pictures = folder.resolve("pictures.html");
        Frame rows = ReportRows.table(300);
        ReportRows.report(ReportRows.modelOf(rows), rows, Optional.of("label")).write(table);
        Frame squares = ReportRows.pictures(120);
        Wishes wishes = Wishes.none().withEpochs(3).withCode(4).withCorruption(new Corruption.Gaussian(0.2f));
        Model model = ReportRows.model(squares, wishes);
        ReportRows.report(model, squares, Optional.empty()).write(pictures);
    }

    @AfterAll
    void close() {
        if (browser != null) {
            browser.close();
        }
    }

    private BrowserPage open(Path page, BrowserView view) {
        BrowserPage opened = browser.open(page, view);
        opened.waitUntil("document.documentElement.dataset.drawn !== undefined");
        return opened;
    }

    @Test
    void aTableIsToldFromEndToEnd() {
        try (BrowserPage page = open(table, DESK)) {
            assertThat(page.texts("[...document.querySelectorAll('h2')].map(it => it.textContent)"))
                    .containsExactly("Is it any good?", "Columns", "The map", "The code", "Odd rows", "Labels");
            assertThat(page.number("document.querySelectorAll('#odd .card').length"))
                    .isEqualTo(25);
            assertThat(page.number("document.querySelectorAll('svg[role=img]').length"))
                    .isGreaterThanOrEqualTo(3);
            // A table stands behind each figure.
            assertThat(page.isTrue("[...document.querySelectorAll('figure')].every(it => it.querySelector('table') ||"
                            + " it.parentElement.querySelector('table'))"))
                    .isTrue();
            assertSound(page);
        }
    }

    @Test
    void picturesAreShownNoisyAndRebuilt() {
        try (BrowserPage page = open(pictures, DESK)) {
            assertThat(page.texts("[...document.querySelectorAll('h2')].map(it => it.textContent)"))
                    .contains("Pictures");
            assertThat(page.number("document.querySelectorAll('.strip').length"))
                    .isEqualTo(12);
            assertThat(page.number("document.querySelector('.strip').querySelectorAll('img').length"))
                    .isEqualTo(4);
            page.waitUntil("[...document.querySelectorAll('.strip img')].every(it => it.complete)");
            assertThat(page.isTrue("[...document.querySelectorAll('img')].every(it => it.naturalWidth === 8)"))
                    .isTrue();
            assertSound(page);
        }
    }

    private static void assertSound(BrowserPage page) {
        assertThat(page.log().complaints()).isEmpty();
        assertThat(page.log().foreignRequests()).isEmpty();
    }

    @Test
    void noTextOfAFileIsObeyed() {
        try (BrowserPage page = open(table, DESK)) {
            assertThat(page.isTrue("window.fooled === undefined")).isTrue();
            assertThat(page.isTrue("document.querySelector('img[src=x]') === null"))
                    .isTrue();
            assertThat(page.text("document.querySelector('h1').textContent")).isEqualTo("model " + ReportRows.HOSTILE);
            assertThat(page.text("document.title")).isEqualTo("model " + ReportRows.HOSTILE);
            assertThat(page.text("document.querySelector('dd').textContent")).isEqualTo(ReportRows.HOSTILE);
            assertThat(page.text("document.querySelector('#columns').textContent"))
                    .contains("size " + ReportRows.HOSTILE, "__proto__");
            assertThat(page.text("document.querySelector('#odd').textContent")).contains(ReportRows.HOSTILE);
        }
    }

    /// The place of a point of the map, in the window.
    private static Point point(BrowserPage page, int i) {
        Point middle = page.centre("canvas");
        return middle.plus(
                page.number("placed.x[" + i + "] - canvas.clientWidth / 2"),
                page.number("placed.y[" + i + "] - canvas.clientHeight / 2"));
    }

    @Test
    void pointingAtARowTellsOfIt() {
        try (BrowserPage page = open(table, DESK)) {
            assertThat(page.isTrue("tip.hidden")).isTrue();
            page.mouse().move(point(page, 5));
            page.waitUntil("!tip.hidden");
            // Another row may lie on top of it.
            double row = page.number("points.number[nearest(placed.x[5], placed.y[5], 14)]");
            assertThat(page.text("tip.textContent"))
                    .startsWith("row " + (int) row)
                    .contains("label: ", "score: ");
            page.mouse().move(page.centre("h1"));
            page.waitUntil("tip.hidden");
        }
    }

    @Test
    void aLassoListsWhatItHolds() {
        try (BrowserPage page = open(table, DESK)) {
            Point middle = page.centre("canvas");
            double right = page.number("canvas.clientWidth") / 2 - 2;
            double down = page.number("canvas.clientHeight") / 2 - 2;
            page.mouse()
                    .drag(List.of(
                            middle.plus(0, -down),
                            middle.plus(right, -down),
                            middle.plus(right, down),
                            middle.plus(0, down)));
            double within = page.number("placed.x.filter(x => x > canvas.clientWidth / 2).length");
            page.waitUntil("foundTitle.textContent !== ''");
            assertThat(page.text("foundTitle.textContent")).isEqualTo((int) within + " rows selected");
            assertThat(within).isBetween(1.0, 299.0);
            assertThat(page.number("found.querySelectorAll('tbody tr').length")).isEqualTo(Math.min(100, within));
            page.mouse().click(page.centre("#map .controls button:last-of-type"));
            page.waitUntil("foundTitle.textContent === ''");
        }
    }

    @Test
    void aSearchListsWhatItIsFor() {
        try (BrowserPage page = open(table, DESK)) {
            page.evaluate("document.querySelector('#map-where').value ="
                    + " points.columns.findIndex(it => it.name === 'weight')");
            page.mouse().click(page.centre("#map-what"));
            page.keyboard().type("> 20");
            page.waitUntil("foundTitle.textContent.includes('weight > 20')");
            double expected =
                    page.number("points.columns.find(it => it.name === 'weight').cells.filter(v => v > 20).length");
            assertThat(page.text("foundTitle.textContent")).startsWith((int) expected + " rows");
            assertThat(expected).isBetween(1.0, 299.0);
        }
    }

    @Test
    void aValueOfTheLegendIsSeenAlone() {
        try (BrowserPage page = open(table, DESK)) {
            page.mouse().click(page.centre(".legend button"));
            page.waitUntil("foundTitle.textContent.includes('label is')");
            assertThat(page.text("document.querySelector('.legend button').getAttribute('aria-pressed')"))
                    .isEqualTo("true");
        }
    }

    @Test
    void keysWalkTheMap() {
        try (BrowserPage page = open(table, DESK)) {
            page.evaluate("canvas.focus()");
            page.keyboard().press(NamedKey.RIGHT);
            page.waitUntil("!tip.hidden");
            double first = page.number("view.focus");
            page.keyboard().press(NamedKey.LEFT);
            page.waitUntil("view.focus !== " + first);
            page.keyboard().press(NamedKey.ENTER);
            page.waitUntil("foundTitle.textContent === '1 row selected'");
            page.keyboard().press(NamedKey.ESCAPE);
            page.waitUntil("foundTitle.textContent === ''");
        }
    }

    @Test
    void tablesSortByAnyColumn() {
        try (BrowserPage page = open(table, DESK)) {
            String first = "document.querySelector('#columns tbody th').textContent";
            String before = page.text(first);
            page.mouse().click(page.centre("#columns th button"));
            page.waitUntil("document.querySelector('#columns th[aria-sort=ascending]') !== null");
            assertThat(page.text(first)).isEqualTo("__proto__");
            page.mouse().click(page.centre("#columns th button"));
            page.waitUntil("document.querySelector('#columns th[aria-sort=descending]') !== null");
            assertThat(page.text(first)).isNotEqualTo("__proto__");
            assertThat(before).isNotEmpty();
        }
    }

    @Test
    void rowsOfAnotherUnitAreShownWhenItIsChosen() {
        try (BrowserPage page = open(table, DESK)) {
            String rows = "document.querySelector('.units').textContent";
            String before = page.text(rows);
            page.evaluate("const unit = document.querySelector('#unit'); unit.selectedIndex = 1;"
                    + " unit.dispatchEvent(new Event('change'));");
            assertThat(page.text(rows)).isNotEqualTo(before);
            String chosen = page.text("document.querySelector('#unit').value");
            assertThat(page.texts("[...document.querySelectorAll('#code h3')].map(it => it.textContent)"))
                    .contains("Rows in which unit " + chosen + " is highest");
        }
    }

    /// On a phone, a tablet and a desk, by day and by night, and on paper.
    @Test
    void itFitsAnyScreenAndShutsNobodyOut() {
        for (int width : new int[] {360, 900, 1600}) {
            for (BrowserView view : List.of(
                    BrowserView.of(width, 800), BrowserView.of(width, 800).dark())) {
                for (Path report : List.of(table, pictures)) {
                    try (BrowserPage page = open(report, view)) {
                        assertThat(page.number("document.documentElement.scrollWidth"))
                                .as("width of the page on %s", view)
                                .isLessThanOrEqualTo(width);
                        assertThat(page.accessibilityFaults()).as("%s", view).isEmpty();
                        assertSound(page);
                    }
                }
            }
        }
        try (BrowserPage page = open(table, DESK)) {
            page.show(DESK.printed());
            assertThat(page.isTrue("getComputedStyle(document.querySelector('nav')).display === 'none'"))
                    .isTrue();
        }
    }
}
