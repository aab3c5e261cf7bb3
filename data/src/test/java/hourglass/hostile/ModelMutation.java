package hourglass.hostile;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.json.JsonPlace;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/// Changes model files and checkpoints where raw damage would be caught by the first check: in the header, in the JSON
/// inside its texts, in the numbers; lengths fit again afterwards, and the sums that tell damage are left out.
final class ModelMutation implements Mutation {
    private static final String METADATA = "__metadata__";
    private static final List<String> SUMS = List.of("sha256", "header_sha256");
    private static final float[] NUMBERS = {
        Float.NaN, Float.POSITIVE_INFINITY, -Float.MAX_VALUE, Float.MIN_VALUE, -0f, 0f, -1f, 1e30f
    };

    /// A file taken apart.
    private record Parts(Map<String, String> texts, Map<String, Json> tensors, byte[] numbers) {
        static Parts of(byte[] file) {
            int length =
                    (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
            Json header = Json.parse(Arrays.copyOfRange(file, Long.BYTES, Long.BYTES + length), "a valid file");
            Map<String, String> texts = new LinkedHashMap<>();
            Map<String, Json> tensors = new LinkedHashMap<>();
            ((JsonObject) header).members().forEach((key, value) -> {
                if (key.equals(METADATA)) {
                    ((JsonObject) value)
                            .members()
                            .forEach((name, text) ->
                                    texts.put(name, JsonPlace.root(text, name).text()));
                } else {
                    tensors.put(key, value);
                }
            });
            texts.keySet().removeAll(SUMS);
            return new Parts(texts, tensors, Arrays.copyOfRange(file, Long.BYTES + length, file.length));
        }

        String header() {
            JsonObject.Builder metadata = JsonObject.builder();
            texts.forEach(metadata::put);
            JsonObject.Builder header = JsonObject.builder().put(METADATA, metadata.build());
            tensors.forEach(header::put);
            return header.build().compact();
        }
    }

    private final List<Parts> files = new ArrayList<>();
    private final ByteMutation raw;
    private final TextMutation text;

    /// @param words of the format
    ModelMutation(List<byte[]> seeds, String... words) {
        seeds.forEach(seed -> files.add(Parts.of(seed)));
        raw = ByteMutation.ofWords(words);
        text = TextMutation.ofWords(words);
    }

    @Override
    public byte[] of(List<byte[]> seeds, RandomGenerator random) {
        Parts parts = Mutation.one(files, random);
        byte[] file = switch (random.nextInt(8)) {
            case 0, 1 -> raw.of(seeds, random);
            case 2 -> assembled(text.text(parts.header(), random), parts.numbers());
            case 3 -> assembled(parts.header(), numbers(parts.numbers(), random));
            default -> assembled(withinTexts(parts, random).header(), parts.numbers());
        };
        return file.length <= MAXIMUM_BYTES ? file : Arrays.copyOf(file, MAXIMUM_BYTES);
    }

    private Parts withinTexts(Parts parts, RandomGenerator random) {
        Map<String, String> texts = new LinkedHashMap<>(parts.texts());
        String key = Mutation.one(List.copyOf(texts.keySet()), random);
        texts.computeIfPresent(
                key,
                (name, before) ->
                        // Half of a surrogate pair has no place in the header: only what can stand there is tried.
                        text.text(before, random).replaceAll("[\uD800-\uDFFF]", "?"));
        return new Parts(texts, parts.tensors(), parts.numbers());
    }

    private static byte[] numbers(byte[] numbers, RandomGenerator random) {
        byte[] changed = numbers.clone();
        ByteBuffer floats = ByteBuffer.wrap(changed).order(ByteOrder.LITTLE_ENDIAN);
        for (int changes = random.nextInt(1, 8); changes > 0 && changed.length >= Float.BYTES; changes--) {
            floats.putFloat(
                    Float.BYTES * random.nextInt(changed.length / Float.BYTES),
                    NUMBERS[random.nextInt(NUMBERS.length)]);
        }
        return changed;
    }

    private static byte[] assembled(String header, byte[] numbers) {
        byte[] bytes = header.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(Long.BYTES + bytes.length + numbers.length)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putLong(bytes.length)
                .put(bytes)
                .put(numbers)
                .array();
    }
}
