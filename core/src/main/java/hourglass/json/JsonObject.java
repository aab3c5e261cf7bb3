package hourglass.json;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/// A JSON object that keeps the order of its keys. Equality does not look at the order.
///
/// @param members keys and values in order, copied
public record JsonObject(Map<String, Json> members) implements Json {
    public JsonObject {
        for (String key : members.keySet()) {
            if (JsonText.unpairedSurrogate(key) >= 0) {
                throw new IllegalArgumentException("key must not hold an unpaired surrogate");
            }
        }
        members = Members.copyOf(members);
    }

    /// The value of a key.
    public Optional<Json> find(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /// An empty builder.
    public static Builder builder() {
        return new Builder();
    }

    /// Collects the members of a [JsonObject] in order.
    public static final class Builder {
        private final Map<String, Json> members = new LinkedHashMap<>();

        private Builder() {}

        /// Adds a member; the key must be new.
        public Builder put(String key, Json value) {
            if (members.putIfAbsent(key, value) != null) {
                throw new IllegalArgumentException("key must be new, got " + key + " twice");
            }
            return this;
        }

        /// Adds a text.
        public Builder put(String key, String value) {
            return put(key, Json.of(value));
        }

        /// The object.
        public JsonObject build() {
            return new JsonObject(members);
        }
    }
}
