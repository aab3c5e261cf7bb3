package hourglass.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.ResourceBundle;
import java.util.ServiceConfigurationError;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class KernelsChoiceTest {
    private static final String PLAIN = Kernels.plain().description();

    /// As `ServiceLoader` iterates: what cannot be loaded is thrown, and the next call goes on behind it.
    private static Iterator<KernelsProvider> providers(Object... offers) {
        Deque<Object> left = new ArrayDeque<>(List.of(offers));
        return new Iterator<>() {
            @Override
            public boolean hasNext() {
                return !left.isEmpty();
            }

            @Override
            public KernelsProvider next() {
                Object next = left.removeFirst();
                if (next instanceof Error error) {
                    throw error;
                }
                return () -> (KernelsProvider.Offer) next;
            }
        };
    }

    @Test
    void aProviderOfALaterJavaIsAReasonAndNoFailure() {
        UnsupportedClassVersionError later = new UnsupportedClassVersionError("class file version 69.0");
        for (Error error : List.of(later, new ServiceConfigurationError("not loaded", later))) {
            KernelsChoice choice = KernelsChoice.among(providers(error));
            assertThat(choice.kernels().description()).isEqualTo(PLAIN);
            assertThat(choice.notes())
                    .containsExactly("faster kernels need a later Java than this, which is "
                            + Runtime.version().feature());
        }
    }

    @Test
    void theFirstThatWorksIsTaken() {
        Kernels naive = Kernels.naive();
        KernelsChoice choice = KernelsChoice.among(providers(
                new ServiceConfigurationError("broken"),
                new KernelsProvider.Offer.Unavailable("not here"),
                new KernelsProvider.Offer.Available(naive),
                new KernelsProvider.Offer.Available(Kernels.plain())));
        assertThat(choice).isEqualTo(new KernelsChoice(naive, List.of()));
    }

    @Test
    void reasonsAreKept() {
        KernelsChoice choice = KernelsChoice.among(
                providers(new KernelsProvider.Offer.Unavailable("not here"), new ServiceConfigurationError("broken")));
        assertThat(choice.kernels().description()).isEqualTo(PLAIN);
        assertThat(choice.notes()).containsExactly("not here", "faster kernels cannot be loaded: broken");
    }

    private record Log(List<String> lines) implements System.Logger {
        @Override
        public String getName() {
            return "log";
        }

        @Override
        public boolean isLoggable(Level level) {
            return true;
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String message, @Nullable Throwable thrown) {
            lines.add(level + " " + message);
        }

        @Override
        public void log(
                Level level, @Nullable ResourceBundle bundle, @Nullable String format, @Nullable Object... values) {
            lines.add(level + " " + format);
        }
    }

    @Test
    void theLogSaysInALineWhyProductsArePlainJava() {
        Log log = new Log(new ArrayList<>());
        KernelsChoice.say(new KernelsChoice(Kernels.plain(), List.of("not here", "broken")), log);
        KernelsChoice.say(new KernelsChoice(Kernels.plain(), List.of()), log);
        KernelsChoice.say(new KernelsChoice(Kernels.naive(), List.of("a note of kernels that work")), log);
        assertThat(log.lines())
                .containsExactly(
                        "INFO matrix products are plain Java's, which is slower: not here; broken",
                        "DEBUG matrix products are plain Java's: no faster kernels are on the path (hourglass-accelerated)");
    }
}
