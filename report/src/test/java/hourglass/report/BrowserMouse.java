package hourglass.report;

import hourglass.json.Json;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The mouse of a page: the browser does with it what it does with that of a reader.
final class BrowserMouse {
    private final BrowserPage page;
    private Point at = new Point(0, 0);
    private boolean isPressed;

    BrowserMouse(BrowserPage page) {
        this.page = page;
    }

    /// A place in pixels of CSS, from the upper left corner of what is in view.
    record Point(double x, double y) {
        Point plus(double right, double down) {
            return new Point(x + right, y + down);
        }
    }

    void move(Point to) {
        at = to;
        send("mouseMoved", isPressed, 0, Map.of());
    }

    void press() {
        press(1);
    }

    private void press(int click) {
        isPressed = true;
        send("mousePressed", true, click, Map.of());
    }

    void release() {
        release(1);
    }

    private void release(int click) {
        isPressed = false;
        send("mouseReleased", true, click, Map.of());
    }

    void click(Point place) {
        move(place);
        press();
        release();
    }

    void click(String selector) {
        click(page.centre(selector));
    }

    void doubleClick(Point place) {
        click(place);
        press(2);
        release(2);
    }

    /// Presses at the first point, moves along all and releases at the last.
    void drag(List<Point> path) {
        move(path.getFirst());
        press();
        path.stream().skip(1).forEach(this::move);
        release();
    }

    /// Turns the wheel, towards the reader when positive.
    void wheel(double down) {
        send("mouseWheel", isPressed, 0, Map.of("deltaX", Json.of(0), "deltaY", Json.of(down)));
    }

    /// @param isLeft whether the left button takes part
    /// @param click the how manieth in quick succession, 0 for none
    private void send(String type, boolean isLeft, int click, Map<String, Json> more) {
        Map<String, Json> parameters = new HashMap<>(more);
        parameters.put("type", Json.of(type));
        parameters.put("x", Json.of(at.x()));
        parameters.put("y", Json.of(at.y()));
        parameters.put("button", Json.of(isLeft ? "left" : "none"));
        parameters.put("buttons", Json.of(isPressed ? 1 : 0));
        parameters.put("clickCount", Json.of(click));
        page.call("Input.dispatchMouseEvent", parameters);
    }
}
