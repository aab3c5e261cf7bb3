package hourglass.hostile;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Changes a text by its tokens: numbers to those at the borders of their types, words to others of the format or of
/// the text, values and members left out, doubled, nested, exchanged for other kinds.
///
/// @param words of the format
record TextMutation(List<String> words) implements Mutation {
    private static final Pattern TOKEN =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|-?[0-9][0-9.eE+-]*+|[A-Za-z_]++|\\s++|.", Pattern.DOTALL);
    private static final List<String> NUMBERS = List.of(
            "0",
            "-0",
            "1",
            "-1",
            "2",
            "0.5",
            "127",
            "65536",
            "1000000",
            "2147483647",
            "2147483648",
            "-2147483648",
            "4294967296",
            "9007199254740993",
            "9223372036854775807",
            "9223372036854775808",
            "1e-999",
            "1e999",
            "1e308",
            "3.5e38",
            "1e-45",
            "0.0000001",
            "NaN",
            "Infinity",
            "\"nan\"",
            "\"infinity\"",
            "\"-infinity\"",
            "00",
            "1.",
            "0x10",
            "1_000");
    private static final List<String> VALUES =
            List.of("null", "true", "false", "{}", "[]", "\"\"", "0", "-1", "[[]]", "{\"a\": 0}", "\"\\u0000\"");
    private static final int MOST_CHANGES = 3;

    static TextMutation ofWords(String... words) {
        return new TextMutation(List.of(words));
    }

    @Override
    public byte[] of(List<byte[]> seeds, RandomGenerator random) {
        String text = new String(Mutation.one(seeds, random), StandardCharsets.UTF_8);
        return cut(text(text, random)).getBytes(StandardCharsets.UTF_8);
    }

    private static String cut(String text) {
        // Three bytes a character at most.
        return text.length() <= MAXIMUM_BYTES / 3 ? text : text.substring(0, MAXIMUM_BYTES / 3);
    }

    /// A changed text.
    String text(String text, RandomGenerator random) {
        List<String> tokens = tokens(text);
        for (int changes = 1 + random.nextInt(random.nextInt(1, MOST_CHANGES + 1));
                changes > 0 && !tokens.isEmpty();
                changes--) {
            change(tokens, random);
        }
        return String.join("", tokens);
    }

    private static List<String> tokens(String text) {
        List<String> tokens = new ArrayList<>();
        Matcher token = TOKEN.matcher(text);
        while (token.find()) {
            tokens.add(token.group());
        }
        return tokens;
    }

    private void change(List<String> tokens, RandomGenerator random) {
        int at = random.nextInt(tokens.size());
        // Of a number is made a number, as a rule: others are refused at the first look.
        if (isNumber(tokens.get(at)) && random.nextInt(4) > 0) {
            tokens.set(at, Mutation.one(NUMBERS, random));
            return;
        }
        int end = end(tokens, at);
        List<String> piece = new ArrayList<>(tokens.subList(at, end));
        switch (random.nextInt(10)) {
            case 0 -> tokens.set(at, Mutation.one(tokens, random));
            case 1 -> tokens.set(at, '"' + word(random) + '"');
            case 2 -> replace(tokens, at, end, Mutation.one(VALUES, random));
            case 3 -> tokens.subList(at, end).clear();
            case 4 -> {
                tokens.addAll(at, List.of(","));
                tokens.addAll(at, piece);
            }
            case 5 -> {
                int depth = random.nextInt(1, 20);
                boolean array = random.nextBoolean();
                String inside = String.join("", piece);
                replace(
                        tokens,
                        at,
                        end,
                        (array ? "[" : "{\"a\":").repeat(depth) + inside + (array ? "]" : "}").repeat(depth));
            }
            case 6 -> exchange(tokens, at, end, random);
            case 7 -> tokens.add(at, word(random));
            case 8 -> {
                if (random.nextInt(20) == 0) {
                    String once = String.join("", piece) + ",";
                    tokens.add(at, once.repeat(random.nextInt(1, Math.max(2, MAXIMUM_BYTES / 8 / once.length()))));
                } else {
                    tokens.remove(at);
                }
            }
            default -> tokens.set(at, broken(tokens.get(at), random));
        }
    }

    private String word(RandomGenerator random) {
        return words.isEmpty() ? "word" : Mutation.one(words, random);
    }

    private static boolean isNumber(String token) {
        return token.charAt(0) == '-' || (token.charAt(0) >= '0' && token.charAt(0) <= '9');
    }

    /// Behind the value that begins at a token: behind its closing bracket if it opens one.
    private static int end(List<String> tokens, int start) {
        int depth = 0;
        for (int at = start; at < tokens.size(); at++) {
            String token = tokens.get(at);
            depth += token.equals("{") || token.equals("[") ? 1 : token.equals("}") || token.equals("]") ? -1 : 0;
            if (depth <= 0) {
                return at + 1;
            }
        }
        return tokens.size();
    }

    private static void replace(List<String> tokens, int start, int end, String by) {
        tokens.subList(start, end).clear();
        tokens.add(start, by);
    }

    private static void exchange(List<String> tokens, int start, int end, RandomGenerator random) {
        int other = random.nextInt(tokens.size());
        List<String> value = new ArrayList<>(tokens.subList(other, end(tokens, other)));
        tokens.subList(start, end).clear();
        tokens.addAll(start, value);
    }

    private static String broken(String token, RandomGenerator random) {
        int at = random.nextInt(token.length() + 1);
        String strange =
                Mutation.one(List.of("\"", "\\", "\u0000", "é", "\uD83D\uDE00", "\\ud800", "\n", ",", "."), random);
        return token.substring(0, at) + strange + token.substring(Math.min(token.length(), at + random.nextInt(2)));
    }
}
