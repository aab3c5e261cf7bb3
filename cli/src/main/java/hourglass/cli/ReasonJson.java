package hourglass.cli;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.model.Reason;
import java.util.List;

/// An explained row as a JSON object in one line.
final class ReasonJson {
    private ReasonJson() {}

    static String of(long row, double score, double pValue, boolean flagged, List<Reason> reasons) {
        List<Json> items = reasons.stream()
                .<Json>map(it -> JsonObject.builder()
                        .put("column", it.column())
                        .put("nats", Json.of(it.nats()))
                        .put("observed", it.observed())
                        .put("expected", it.expected())
                        .build())
                .toList();
        return JsonObject.builder()
                .put("row", Json.of(row))
                .put("score", Json.of(score))
                .put("p_value", Json.of(pValue))
                .put("flagged", Json.of(flagged))
                .put("reasons", new JsonArray(items))
                .build()
                .compact();
    }
}
