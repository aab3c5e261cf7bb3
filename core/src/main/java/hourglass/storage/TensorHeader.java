package hourglass.storage;

import hourglass.json.Json;
import hourglass.json.JsonArray;
import hourglass.json.JsonObject;
import hourglass.json.JsonPlace;
import hourglass.problem.Problem;
import hourglass.problem.ProblemException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/// The JSON header of a safetensors file, see [TensorFile].
///
/// @param metadata everything in `__metadata__`, the two hashes too
/// @param entries in the order of their data, which is contiguous from 0
record TensorHeader(Map<String, String> metadata, List<Entry> entries) {
    /// Where the metadata stand among the tensors.
    static final String METADATA = "__metadata__";
    /// Metadata key: SHA-256 of the data section.
    static final String DATA_HASH = "sha256";
    /// Metadata key: SHA-256 of the header with the digits of this hash replaced by zeros.
    static final String HEADER_HASH = "header_sha256";
    /// The longest header accepted and written.
    static final int MAXIMUM_BYTES = 8 << 20;
    /// The most values in its JSON: some 12,000 tensors, each of which takes eight. The texts of the metadata are one
    /// each, whatever JSON is in them.
    static final int MAXIMUM_VALUES = 100_000;
    /// The longest array every JVM can allocate.
    static final int MAXIMUM_ELEMENTS = Integer.MAX_VALUE - 8;
    /// Bytes of the length before the header.
    static final int LENGTH_BYTES = Long.BYTES;

    private static final String ZEROS = "0".repeat(64);
    private static final byte[] HEADER_HASH_PREFIX =
            ("{\"" + METADATA + "\":{\"" + HEADER_HASH + "\":\"").getBytes(StandardCharsets.UTF_8);
    private static final List<String> ENTRY_KEYS = List.of("dtype", "shape", "data_offsets");

    /// One tensor.
    ///
    /// @param begin first byte, counted from the start of the data section
    /// @param end behind the last byte
    record Entry(String name, List<Long> shape, long begin, long end) {
        int elements() {
            return (int) ((end - begin) / Float.BYTES);
        }
    }

    /// The header's bytes, padded with spaces so that the data begin at a multiple of eight bytes.
    static byte[] encode(Map<String, String> metadata, List<Tensor> tensors, String dataHash) {
        JsonObject.Builder texts = JsonObject.builder().put(HEADER_HASH, ZEROS).put(DATA_HASH, dataHash);
        metadata.forEach(texts::put);
        JsonObject.Builder header = JsonObject.builder().put(METADATA, texts.build());
        long begin = 0;
        for (Tensor tensor : tensors) {
            long end = begin + (long) tensor.length() * Float.BYTES;
            header.put(
                    tensor.name(),
                    JsonObject.builder()
                            .put("dtype", "F32")
                            .put("shape", numbers(tensor.shape()))
                            .put("data_offsets", numbers(List.of(begin, end)))
                            .build());
            begin = end;
        }
        byte[] json = header.build().compact().getBytes(StandardCharsets.UTF_8);
        byte[] padded = Arrays.copyOf(json, Math.ceilDiv(json.length, 8) * 8);
        Arrays.fill(padded, json.length, padded.length, (byte) ' ');
        byte[] hash = Hash.of(padded).getBytes(StandardCharsets.US_ASCII);
        System.arraycopy(hash, 0, padded, HEADER_HASH_PREFIX.length, hash.length);
        return padded;
    }

    private static Json numbers(List<Long> numbers) {
        return new JsonArray(numbers.stream().map(Json::of).toList());
    }

    /// The header that the bytes hold, checked in itself and against the length of the data section.
    ///
    /// @param dataBytes empty for a stream, whose end is not known before it has come
    static TensorHeader decode(byte[] header, String file, OptionalLong dataBytes) {
        if (header.length == 0 || header[0] != '{') {
            throw Problem.badData("file is not in the safetensors format")
                    .at(file + ", byte " + LENGTH_BYTES)
                    .expected("a header that begins with \"{\"")
                    .found(header.length == 0 ? "an empty header" : String.format("byte 0x%02X", header[0]))
                    .exception();
        }
        JsonPlace root = JsonPlace.root(Json.parse(header, file + ", header", MAXIMUM_VALUES), file + ", header");
        Map<String, String> metadata = new LinkedHashMap<>();
        List<Entry> entries = new ArrayList<>();
        for (Map.Entry<String, Json> member : root.object().members().entrySet()) {
            String name = member.getKey();
            if (name.equals(METADATA)) {
                JsonPlace place = root.key(METADATA);
                place.object()
                        .members()
                        .keySet()
                        .forEach(key -> metadata.put(key, place.key(key).text()));
            } else {
                entries.add(entry(name, JsonPlace.root(member.getValue(), place(file, name))));
            }
        }
        if (metadata.containsKey(HEADER_HASH)) {
            requireHash(header, metadata.get(HEADER_HASH), file);
        }
        entries.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
        requireContiguous(entries, file, LENGTH_BYTES + header.length, dataBytes);
        return new TensorHeader(metadata, List.copyOf(entries));
    }

    static String place(String file, String tensor) {
        return file + ", tensor \"" + tensor + "\"";
    }

    private static Entry entry(String name, JsonPlace place) {
        place.allowOnly(ENTRY_KEYS, "a tensor");
        String type = place.key("dtype").text();
        if (!type.equals("F32")) {
            throw place.problem("tensor type is not supported")
                    .expected("F32")
                    .found(type)
                    .remedy("convert the tensors to 32-bit floats")
                    .exception();
        }
        List<JsonPlace> dimensions = place.key("shape").items();
        if (dimensions.size() > Tensor.MAXIMUM_RANK) {
            throw place.problem("tensor has too many dimensions")
                    .expected("at most " + Tensor.MAXIMUM_RANK)
                    .found(Integer.toString(dimensions.size()))
                    .exception();
        }
        List<Long> shape = dimensions.stream().map(JsonPlace::longValue).toList();
        JsonPlace offsetsPlace = place.key("data_offsets");
        List<Long> offsets =
                offsetsPlace.items().stream().map(JsonPlace::longValue).toList();
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw offsetsPlace
                    .problem("tensor has impossible offsets")
                    .expected("begin and end, 0 <= begin <= end")
                    .found(shown(offsets))
                    .exception();
        }
        requireSize(shape, offsets.get(1) - offsets.get(0), place);
        return new Entry(name, shape, offsets.get(0), offsets.get(1));
    }

    private static void requireSize(List<Long> shape, long bytes, JsonPlace place) {
        long elements = Tensor.elements(shape);
        if (elements < 0) {
            throw place.problem("tensor has an impossible shape")
                    .expected("dimensions of at least 0 with a product below 2^63")
                    .found(shown(shape))
                    .exception();
        }
        if (elements > MAXIMUM_ELEMENTS) {
            throw place.problem("tensor is too large")
                    .expected("at most " + MAXIMUM_ELEMENTS + " elements")
                    .found(Long.toString(elements))
                    .exception();
        }
        if (bytes != elements * Float.BYTES) {
            throw place.problem("tensor has offsets that do not fit its shape " + shown(shape))
                    .expected(elements * Float.BYTES + " bytes")
                    .found(bytes + " bytes")
                    .exception();
        }
    }

    private static String shown(List<Long> numbers) {
        return numbers.size() <= Tensor.MAXIMUM_RANK ? numbers.toString() : numbers.size() + " numbers";
    }

    private static void requireContiguous(List<Entry> entries, String file, long dataStart, OptionalLong dataLength) {
        long dataBytes =
                dataLength.orElse(entries.isEmpty() ? 0 : entries.getLast().end());
        long position = 0;
        for (Entry entry : entries) {
            if (entry.begin() != position) {
                String fault = entry.begin() > position ? "has a hole before it" : "overlaps the one before it";
                throw Problem.badData("tensor " + fault)
                        .at(place(file, entry.name()) + ", byte " + (dataStart + entry.begin()))
                        .expected("data_offsets from " + position)
                        .found(Long.toString(entry.begin()))
                        .exception();
            }
            position = entry.end();
            if (position > dataBytes) {
                throw FileProblems.truncated(
                        place(file, entry.name()) + ", byte " + (dataStart + dataBytes),
                        dataStart + entries.getLast().end(),
                        dataStart + dataBytes);
            }
        }
        if (position != dataBytes) {
            throw extraBytes(file, dataStart + position, Long.toString(dataStart + dataBytes));
        }
    }

    static ProblemException extraBytes(String file, long end, String found) {
        return Problem.badData("model file has extra bytes after the last tensor")
                .at(file + ", byte " + end)
                .expected(end + " bytes")
                .found(found)
                .remedy("copy the file again")
                .exception();
    }

    /// The hash covers the very bytes of the header, so it must stand where [#encode] puts it.
    private static void requireHash(byte[] header, String expected, String file) {
        int start = HEADER_HASH_PREFIX.length;
        String found = "a header rearranged by another program";
        if (header.length >= start + ZEROS.length() && Arrays.equals(header, 0, start, HEADER_HASH_PREFIX, 0, start)) {
            byte[] zeroed = header.clone();
            Arrays.fill(zeroed, start, start + ZEROS.length(), (byte) '0');
            found = Hash.of(zeroed);
        }
        if (!found.equals(expected)) {
            throw Hash.mismatch(file + ", header, metadata key \"" + HEADER_HASH + "\"", expected, found);
        }
    }
}
