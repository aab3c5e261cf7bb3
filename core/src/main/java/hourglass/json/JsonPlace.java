package hourglass.json;

import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/// A value of a JSON document together with where it stands, so that a value of the wrong kind can be refused with its
/// path, `recipe.json, training.optimizer.rate`. All accessors throw [ProblemException].
///
/// @param value the value
/// @param origin what to call the document, mostly a file name
/// @param path the keys that lead to the value, empty for the whole document
public record JsonPlace(Json value, String origin, String path) {
    private static final int SHOWN_LENGTH = 40;

    /// The whole document.
    public static JsonPlace root(Json value, String origin) {
        return new JsonPlace(value, origin, "");
    }

    /// A problem with this value, its place filled in.
    public Problem problem(String summary) {
        return Problem.badData(summary).at(path.isEmpty() ? origin : origin + ", " + path);
    }

    /// The value of a key, which must exist.
    public JsonPlace key(String key) {
        return find(key)
                .orElseThrow(() -> problem("key \"" + key + "\" is missing").exception());
    }

    /// The value of a key, if the object has it.
    public Optional<JsonPlace> find(String key) {
        String below = path.isEmpty() ? key : path + "." + key;
        return object().find(key).map(member -> new JsonPlace(member, origin, below));
    }

    /// Refuses other keys than the known ones, naming the near miss.
    ///
    /// @param owner what the keys belong to, for the error: `unknown key "ratee" of adam`
    public void allowOnly(Collection<String> known, String owner) {
        allowOnly(known, List.of(), owner);
    }

    /// @param former keys of earlier versions, which are read and not suggested
    void allowOnly(Collection<String> known, Collection<String> former, String owner) {
        for (String key : object().members().keySet()) {
            if (!known.contains(key) && !former.contains(key)) {
                throw find(key)
                        .orElseThrow()
                        .problem("unknown key \"" + key + "\" of " + owner + NearMiss.suggestion(key, known))
                        .expected(NearMiss.oneOf(known))
                        .exception();
            }
        }
    }

    /// The items of an array.
    public List<JsonPlace> items() {
        if (!(value instanceof JsonArray array)) {
            throw wrong("an array");
        }
        List<JsonPlace> places = new ArrayList<>();
        for (Json item : array.items()) {
            places.add(new JsonPlace(item, origin, path + "[" + places.size() + "]"));
        }
        return places;
    }

    /// The object.
    public JsonObject object() {
        if (value instanceof JsonObject object) {
            return object;
        }
        throw wrong("an object");
    }

    /// The text.
    public String text() {
        if (value instanceof JsonText text) {
            return text.value();
        }
        throw wrong("a text");
    }

    /// The truth value.
    public boolean booleanValue() {
        if (value instanceof JsonBoolean truth) {
            return truth.value();
        }
        throw wrong("true or false");
    }

    /// The whole number, written without point and exponent.
    public long longValue() {
        return whole(Long.MIN_VALUE, Long.MAX_VALUE);
    }

    /// The whole number, written without point and exponent.
    public int intValue() {
        return (int) whole(Integer.MIN_VALUE, Integer.MAX_VALUE);
    }

    private long whole(long least, long greatest) {
        if (value instanceof JsonNumber number && number.longValue().isPresent()) {
            long whole = number.longValue().getAsLong();
            if (whole >= least && whole <= greatest) {
                return whole;
            }
        }
        throw wrong("a whole number from " + least + " to " + greatest);
    }

    /// The number, or one of the texts `infinity`, `-infinity` and `nan`, see [Json#of(double)].
    public double doubleValue() {
        return switch (value) {
            case JsonNumber number -> number.doubleValue();
            case JsonText text -> nonFinite(text.value());
            default -> throw wrong("a number");
        };
    }

    /// The number, or one of the texts `infinity`, `-infinity` and `nan`, see [Json#of(float)].
    public float floatValue() {
        if (value instanceof JsonNumber number) {
            float nearest = number.floatValue();
            if (Float.isFinite(nearest)) {
                return nearest;
            }
            throw wrong("a number up to " + Float.MAX_VALUE);
        }
        return (float) doubleValue();
    }

    private double nonFinite(String text) {
        return switch (text) {
            case JsonText.INFINITY -> Double.POSITIVE_INFINITY;
            case JsonText.NEGATIVE_INFINITY -> Double.NEGATIVE_INFINITY;
            case JsonText.NOT_A_NUMBER -> Double.NaN;
            default -> throw wrong("a number");
        };
    }

    /// A value of the wrong kind.
    public ProblemException wrong(String expected) {
        return problem("value does not fit")
                .expected(expected)
                .found(described())
                .exception();
    }

    private String described() {
        return switch (value) {
            case JsonNull ignored -> "null";
            case JsonBoolean truth -> Boolean.toString(truth.value());
            case JsonNumber number -> cut(number.literal());
            case JsonText text -> '"' + cut(text.value()) + '"';
            case JsonArray ignored -> "an array";
            case JsonObject ignored -> "an object";
        };
    }

    private static String cut(String text) {
        return text.length() <= SHOWN_LENGTH ? text : text.substring(0, SHOWN_LENGTH) + "…";
    }
}
