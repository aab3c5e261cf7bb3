package hourglass.json;

import java.util.List;

/// A JSON array.
///
/// @param items in order, copied
public record JsonArray(List<Json> items) implements Json {
    public JsonArray {
        items = List.copyOf(items);
    }
}
