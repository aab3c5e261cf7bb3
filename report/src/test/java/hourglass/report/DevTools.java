package hourglass.report;

import hourglass.json.Json;
import hourglass.json.JsonObject;
import hourglass.json.JsonPlace;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/// A connection to a browser by the Chrome DevTools Protocol (<https://chromedevtools.github.io/devtools-protocol/>):
/// numbered calls, answers with the same number, and events of sessions, one session for each page.
///
/// A message that is not understood ends the connection: whoever waits, and whoever calls later, is told why.
final class DevTools implements AutoCloseable {
    /// Of one call. Far more than any takes on a busy machine.
    private static final Duration LIMIT = Duration.ofSeconds(30);

    /// What the session of the browser itself is called here; the protocol leaves its name out.
    static final String BROWSER = "";

    private final Map<Long, CompletableFuture<JsonPlace>> waiting = new ConcurrentHashMap<>();
    private final Map<String, BiConsumer<String, JsonPlace>> listeners = new ConcurrentHashMap<>();
    private final AtomicLong calls = new AtomicLong();
    private final HttpClient client = HttpClient.newBuilder()
            .proxy(HttpClient.Builder.NO_PROXY)
            .connectTimeout(LIMIT)
            .build();
    private final WebSocket socket;
    private volatile @Nullable Throwable end;

    DevTools(URI address) {
        try {
            socket = await(
                    "connection to " + address, client.newWebSocketBuilder().buildAsync(address, new Receiver()));
        } catch (RuntimeException notConnected) {
            client.shutdownNow();
            throw notConnected;
        }
    }

    /// The answer of the browser, once it is there.
    ///
    /// @throws IllegalStateException when the browser refuses the call, does not answer in time, or has ended
    JsonPlace call(String session, String method, Map<String, Json> parameters) {
        long id = calls.incrementAndGet();
        JsonObject.Builder message = JsonObject.builder()
                .put("id", Json.of(id))
                .put("method", method)
                .put("params", new JsonObject(parameters));
        if (!session.equals(BROWSER)) {
            message.put("sessionId", session);
        }
        CompletableFuture<JsonPlace> answer = new CompletableFuture<>();
        waiting.put(id, answer);
        try {
            Throwable ended = end;
            if (ended != null) {
                throw new IllegalStateException(method + ": the connection to the browser has ended", ended);
            }
            send(method, message.build().compact());
            JsonPlace received = await("answer to " + method, answer);
            if (received.find("error").isPresent()) {
                throw new IllegalStateException(
                        method + ": " + received.key("error").key("message").text());
            }
            return received.key("result");
        } finally {
            waiting.remove(id);
        }
    }

    // One at a time: a WebSocket refuses to send while it sends.
    private synchronized void send(String method, String message) {
        await("sending of " + method, socket.sendText(message, true));
    }

    /// Has the events of a session told to a listener, by name and parameters, on a thread of the connection: it must
    /// not call.
    void listen(String session, BiConsumer<String, JsonPlace> listener) {
        listeners.put(session, listener);
    }

    void forget(String session) {
        listeners.remove(session);
    }

    private static <T> T await(String what, CompletableFuture<T> future) {
        try {
            return future.get(LIMIT.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException late) {
            throw new IllegalStateException("waited " + LIMIT.toSeconds() + " s for the " + what, late);
        } catch (ExecutionException failed) {
            throw new IllegalStateException("no " + what, failed.getCause());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the " + what, interrupted);
        }
    }

    private void receive(String text) {
        JsonPlace message = JsonPlace.root(Json.parse(text, "browser"), "browser");
        if (message.find("id").isPresent()) {
            CompletableFuture<JsonPlace> answer =
                    waiting.remove(message.key("id").longValue());
            if (answer != null) {
                answer.complete(message);
            }
            return;
        }
        String session = message.find("sessionId").map(JsonPlace::text).orElse(BROWSER);
        BiConsumer<String, JsonPlace> listener = listeners.get(session);
        if (listener != null) {
            listener.accept(message.key("method").text(), message.key("params"));
        }
    }

    private void end(Throwable why) {
        if (end == null) {
            end = why;
        }
        waiting.values().forEach(answer -> answer.completeExceptionally(why));
    }

    @Override
    public void close() {
        socket.abort();
        client.shutdownNow();
        end(new IOException("closed"));
    }

    /// Joins the parts of messages.
    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder parts = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket from, CharSequence part, boolean last) {
            parts.append(part);
            if (last) {
                String message = parts.toString();
                parts.setLength(0);
                // What it throws closes the socket and comes back to onError.
                receive(message);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int status, String reason) {
            end(new IOException("the browser closed the connection, " + status + " " + reason));
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(error);
        }
    }
}
