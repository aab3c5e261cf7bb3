package hourglass.column;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.json.JsonPlace;
import hourglass.json.RecordCodec;
import hourglass.json.SettingsFile;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Schemas as JSON, meant to be edited by hand: one object for each column, `{"name": "age", "kind": "real"}`, followed
/// by
/// the settings of the kind, which may be left out where they have defaults. Columns of which all that is known is that
/// they hold numbers are names alone: `{"numbers": ["column0", "column1"]}`.
public final class SchemaJson {
    private static final String COLUMNS = "columns";
    private static final String NUMBERS = "numbers";
    private static final String NAME = "name";
    private static final String KIND = "kind";
    private static final String TYPE = "type";

    private SchemaJson() {}

    /// The codec with schemas added, for files that hold more.
    @SuppressWarnings("exports")
    public static RecordCodec in(RecordCodec codec) {
        return codec.with(Schema.class, SchemaJson::encode, SchemaJson::decode);
    }

    /// One line for each column.
    public static String text(Schema schema) {
        StringBuilder text = new StringBuilder("{\"columns\": [\n");
        List<Column> columns = schema.columns();
        for (int i = 0; i < columns.size(); i++) {
            text.append("  ").append(encode(columns.get(i)).compact()).append(i + 1 < columns.size() ? ",\n" : "\n");
        }
        return text.append("]}\n").toString();
    }

    /// The schema in a text.
    ///
    /// @param origin what to call the text in errors
    /// @throws hourglass.problem.ProblemException if it is no schema
    public static Schema read(String text, String origin) {
        return decode(JsonPlace.root(Json.parse(text, origin), origin));
    }

    /// The schema in a file, see [SettingsFile].
    ///
    /// @throws hourglass.problem.ProblemException if the file cannot be read or holds no schema
    public static Schema read(Path file) {
        return read(SettingsFile.text(file, "schema"), file.toString());
    }

    private static Json encode(Schema schema) {
        boolean numbers = schema.columns().stream().allMatch(it -> it.kind().equals(new Kind.Real()));
        List<Json> items = schema.columns().stream()
                .map(column -> numbers ? Json.of(column.name()) : encode(column))
                .toList();
        return JsonObject.builder()
                .put(numbers ? NUMBERS : COLUMNS, new JsonArray(items))
                .build();
    }

    private static Json encode(Column column) {
        JsonObject kind = (JsonObject) RecordCodec.standard().encode(Kind.class, column.kind());
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(NAME, Json.of(column.name()));
        kind.members().forEach((key, value) -> members.put(key.equals(TYPE) ? KIND : key, value));
        return new JsonObject(members);
    }

    private static Schema decode(JsonPlace place) {
        try {
            if (place.find(NUMBERS).isPresent()) {
                return Schema.ofNumbers(
                        place.key(NUMBERS).items().stream().map(JsonPlace::text).toList());
            }
            List<Column> columns = new ArrayList<>();
            for (JsonPlace item : place.key(COLUMNS).items()) {
                columns.add(column(item));
            }
            return new Schema(columns);
        } catch (IllegalArgumentException twice) {
            throw place.problem(String.valueOf(twice.getMessage())).exception();
        }
    }

    private static Column column(JsonPlace place) {
        Map<String, Json> members = new LinkedHashMap<>();
        members.put(TYPE, place.key(KIND).value());
        place.object().members().forEach((key, value) -> {
            if (!key.equals(NAME) && !key.equals(KIND)) {
                members.put(key, value);
            }
        });
        JsonPlace kind = new JsonPlace(new JsonObject(members), place.origin(), place.path());
        Kind decoded = RecordCodec.standard().decode(Kind.class, kind);
        if (decoded instanceof Kind.Calendar calendar) {
            MomentFormat.requireOnlyMoments(calendar.format());
        }
        return new Column(place.key(NAME).text(), decoded);
    }
}
