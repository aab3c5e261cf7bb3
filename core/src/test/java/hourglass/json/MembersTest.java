package hourglass.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Members of objects beside a map of the JDK.
class MembersTest {
    private static Map<String, Json> map(int size) {
        List<String> keys = new ArrayList<>();
        for (int key = 0; key < size; key++) {
            keys.add("k" + key);
        }
        Collections.shuffle(keys, new Random(size));
        Map<String, Json> map = new LinkedHashMap<>();
        keys.forEach(key -> map.put(key, Json.of(key)));
        return map;
    }

    private static Members collected(Map<String, Json> map) {
        Members.Collector collector = new Members.Collector();
        map.forEach((key, value) -> {
            assertThat(collector.has(key)).isFalse();
            collector.add(key, value);
            assertThat(collector.has(key)).isTrue();
        });
        map.keySet().forEach(key -> assertThat(collector.has(key)).isTrue());
        assertThat(collector.has("other")).isFalse();
        return collector.members();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 7, 8, 9, 10, 500})
    void theyAreWhatAMapOfTheJdkHolds(int size) {
        Map<String, Json> map = map(size);
        for (Members members : List.of(Members.copyOf(map), collected(map))) {
            assertThat(members).isEqualTo(map).hasSize(size).hasSameHashCodeAs(map);
            assertThat(map).isEqualTo(members);
            assertThat(members.keySet()).containsExactlyElementsOf(map.keySet());
            map.forEach((key, value) -> {
                assertThat(members.get(key)).isEqualTo(value);
                assertThat(members.containsKey(key)).isTrue();
            });
            for (String other : List.of("", "k", "k500", "j", "l")) {
                assertThat(members.containsKey(other)).isFalse();
                assertThat(members.get(other)).isNull();
            }
            assertThat(Members.copyOf(members)).isSameAs(members);
        }
    }

    @Test
    void keysOfOneHashAreToldApart() {
        Map<String, Json> map = new HashMap<>();
        for (int bits = 0; bits < 1 << 10; bits++) {
            StringBuilder key = new StringBuilder();
            for (int bit = 0; bit < 10; bit++) {
                // "Aa" and "BB" have one hash.
                key.append((bits >> bit & 1) == 0 ? "Aa" : "BB");
            }
            map.put(key.toString(), Json.of(bits));
        }
        assertThat(Members.copyOf(map)).hasSize(1 << 10).isEqualTo(map);
    }

    @Test
    void nobodyChangesThem() {
        Members members = Members.copyOf(map(3));
        assertThatThrownBy(() -> members.put("a", Json.of(1))).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(() -> members.remove("k1")).isInstanceOf(UnsupportedOperationException.class);
        assertThatThrownBy(members::clear).isInstanceOf(UnsupportedOperationException.class);
        var all = members.entrySet().iterator();
        for (int i = 0; i < 3; i++) {
            all.next();
        }
        assertThat(all.hasNext()).isFalse();
        assertThatThrownBy(all::next).isInstanceOf(NoSuchElementException.class);
    }
}
