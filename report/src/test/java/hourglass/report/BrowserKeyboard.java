package hourglass.report;

import hourglass.json.Json;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/// The keyboard of a page; what has the focus gets the keys.
final class BrowserKeyboard {
    private final BrowserPage page;

    BrowserKeyboard(BrowserPage page) {
        this.page = page;
    }

    /// A key by its name, its number on Windows, which browsers go by, and what it types.
    enum NamedKey {
        TAB("Tab", 9, ""),
        ENTER("Enter", 13, "\r"),
        SPACE("Space", 32, " "),
        ESCAPE("Escape", 27, ""),
        BACKSPACE("Backspace", 8, ""),
        DELETE("Delete", 46, ""),
        PAGE_UP("PageUp", 33, ""),
        PAGE_DOWN("PageDown", 34, ""),
        END("End", 35, ""),
        HOME("Home", 36, ""),
        LEFT("ArrowLeft", 37, ""),
        UP("ArrowUp", 38, ""),
        RIGHT("ArrowRight", 39, ""),
        DOWN("ArrowDown", 40, "");

        private final String code;
        private final int number;
        private final String typed;

        NamedKey(String code, int number, String typed) {
            this.code = code;
            this.number = number;
            this.typed = typed;
        }

        /// `KeyboardEvent.key`, which for the space bar alone is not its code.
        private String key() {
            return typed.equals(" ") ? typed : code;
        }
    }

    /// A key that is held down with others, by its bit in the protocol.
    enum Held {
        ALT(1),
        CONTROL(2),
        SHIFT(8);

        private final int bit;

        Held(int bit) {
            this.bit = bit;
        }
    }

    void press(NamedKey key, Held... held) {
        int bits = 0;
        for (Held it : held) {
            bits |= it.bit;
        }
        stroke(key.key(), key.code, key.number, key.typed, bits);
    }

    /// Types characters one by one.
    void type(String text) {
        text.codePoints().forEach(point -> {
            String character = Character.toString(point);
            boolean isPlain = point < 128 && Character.isLetterOrDigit(point);
            stroke(character, "", isPlain ? character.toUpperCase(Locale.ROOT).charAt(0) : 0, character, 0);
        });
    }

    private void stroke(String key, String code, int number, String typed, int held) {
        Map<String, Json> parameters = new HashMap<>();
        parameters.put("key", Json.of(key));
        parameters.put("code", Json.of(code));
        parameters.put("windowsVirtualKeyCode", Json.of(number));
        parameters.put("modifiers", Json.of(held));
        parameters.put("type", Json.of("keyUp"));
        Map<String, Json> down = new HashMap<>(parameters);
        down.put("type", Json.of(typed.isEmpty() ? "rawKeyDown" : "keyDown"));
        if (!typed.isEmpty()) {
            down.put("text", Json.of(typed));
        }
        page.call("Input.dispatchKeyEvent", down);
        page.call("Input.dispatchKeyEvent", parameters);
    }
}
