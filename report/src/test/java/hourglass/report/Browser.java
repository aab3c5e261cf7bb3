package hourglass.report;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/// A headless Chromium, for tests of pages, spoken to by its own protocol: see [DevTools].
///
/// Not by Playwright, whose driver is a download of 200 MB.
///
/// It keeps its profile, settings and notes in a temporary folder, and can reach no other machine. [#close()] ends it
/// and all its processes and deletes the folder; so does the end of this virtual machine.
final class Browser implements AutoCloseable {
    private static final List<String> NAMES = List.of("chromium", "chromium-browser", "google-chrome");
    private static final String SAID = "said.txt";
    private static final Duration START = Duration.ofSeconds(60);
    private static final Duration END = Duration.ofSeconds(10);
    private static final List<String> OPTIONS = List.of(
            "--headless=new",
            // The sandbox refuses to run as root, which tests in containers do; the pages are our own.
            "--no-sandbox",
            "--disable-gpu",
            "--disable-dev-shm-usage",
            "--remote-debugging-port=0",
            "--host-resolver-rules=MAP * ~NOTFOUND",
            "--no-proxy-server",
            "--no-first-run",
            "--no-default-browser-check",
            "--disable-background-networking",
            "--disable-component-update",
            "--disable-default-apps",
            "--disable-extensions",
            "--disable-sync",
            "--disable-breakpad",
            "--password-store=basic",
            "--mute-audio",
            // Pictures of the same page are to be the same, and pages that are not in front must run too.
            "--force-color-profile=srgb",
            "--hide-scrollbars",
            "--lang=en-US",
            "--disable-background-timer-throttling",
            "--disable-backgrounding-occluded-windows",
            "--disable-renderer-backgrounding");

    private final Path folder;
    private final Process process;
    private final DevTools tools;
    private final Thread lastly;

    private Browser(Path folder, Process process, DevTools tools, Thread lastly) {
        this.folder = folder;
        this.process = process;
        this.tools = tools;
        this.lastly = lastly;
    }

    /// The program, if there is one on the path.
    static Optional<Path> find() {
        String path = Optional.ofNullable(System.getenv("PATH")).orElse("");
        return NAMES.stream()
                .flatMap(name -> Stream.of(path.split(File.pathSeparator, -1)).map(place -> Path.of(place, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    /// A browser, or the running test is skipped.
    static Browser startOrSkip() {
        Optional<Path> program = find();
        Assumptions.assumeTrue(program.isPresent(), () -> "no browser on the path, looked for " + NAMES);
        return start(program.orElseThrow());
    }

    static Browser start(Path program) {
        Path folder;
        try {
            folder = Files.createTempDirectory("hourglass-browser");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
        AtomicReference<@Nullable Process> started = new AtomicReference<>();
        Thread lastly = new Thread(() -> end(processes(started.get()), folder), "end of the browser");
        try {
            // First: while the virtual machine ends, this is refused, and nothing is started.
            Runtime.getRuntime().addShutdownHook(lastly);
            Process process = launch(program, folder);
            started.set(process);
            return new Browser(folder, process, new DevTools(address(folder, process)), lastly);
        } catch (IOException | RuntimeException notStarted) {
            IllegalStateException failure =
                    new IllegalStateException("no browser, it said: " + said(folder), notStarted);
            end(processes(started.get()), folder);
            Runtime.getRuntime().removeShutdownHook(lastly);
            throw failure;
        }
    }

    private static Process launch(Path program, Path folder) throws IOException {
        List<String> command = new ArrayList<>(List.of(program.toString(), "--user-data-dir=" + folder));
        command.addAll(OPTIONS);
        command.add("about:blank");
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve(SAID).toFile());
        builder.environment().put("XDG_CONFIG_HOME", folder.resolve("settings").toString());
        builder.environment().put("XDG_CACHE_HOME", folder.resolve("cache").toString());
        return builder.start();
    }

    private static String said(Path folder) {
        try {
            return new String(Files.readAllBytes(folder.resolve(SAID)), StandardCharsets.UTF_8);
        } catch (IOException nothing) {
            return "nothing";
        }
    }

    /// The browser writes its port, which it chooses itself, and the path to a file.
    private static URI address(Path folder, Process process) throws IOException {
        Path file = folder.resolve("DevToolsActivePort");
        List<String> lines = new ArrayList<>();
        waitUntil("the browser to listen", START, () -> {
            if (!process.isAlive()) {
                throw new IllegalStateException("the browser ended, exit status " + process.exitValue());
            }
            try {
                lines.clear();
                lines.addAll(Files.exists(file) ? Files.readAllLines(file) : List.of());
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
            return lines.size() == 2;
        });
        return URI.create("ws://127.0.0.1:" + lines.get(0) + lines.get(1));
    }

    /// A page of its own, sharing neither storage nor cache with others, that shows a file once all of it is loaded.
    BrowserPage open(Path file, BrowserView view) {
        return open(file.toUri(), view);
    }

    /// See [#open(Path, BrowserView)].
    BrowserPage open(URI address, BrowserView view) {
        BrowserPage page = new BrowserPage(tools, address);
        try {
            page.show(view);
            page.load();
            return page;
        } catch (RuntimeException notOpened) {
            page.close();
            throw notOpened;
        }
    }

    /// Where the browser keeps what it writes.
    Path folder() {
        return folder;
    }

    /// Asks every few milliseconds whether something is so.
    ///
    /// @throws IllegalStateException when it is not within the limit
    static void waitUntil(String what, Duration limit, BooleanSupplier isSo) {
        long start = System.nanoTime();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - start > limit.toNanos()) {
                throw new IllegalStateException("waited " + limit.toMillis() / 1e3 + " s for " + what);
            }
            try {
                Thread.sleep(10);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException("interrupted while waiting for " + what, interrupted);
            }
        }
    }

    @Override
    public void close() {
        // Before it ends: afterwards children are nobody's.
        List<ProcessHandle> processes = processes(process);
        try {
            tools.call(DevTools.BROWSER, "Browser.close", Map.of());
            waitUntil("the end of the browser", END, () -> !process.isAlive());
        } catch (IllegalStateException gone) {
            // Or too slow: it is killed in any case.
        } finally {
            tools.close();
            end(processes, folder);
            Runtime.getRuntime().removeShutdownHook(lastly);
        }
    }

    private static List<ProcessHandle> processes(@Nullable Process process) {
        return process == null
                ? List.of()
                : Stream.concat(Stream.of(process.toHandle()), process.descendants())
                        .toList();
    }

    private static void end(List<ProcessHandle> processes, Path folder) {
        processes.forEach(ProcessHandle::destroyForcibly);
        try {
            CompletableFuture.allOf(
                            processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new))
                    .get(END.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        } catch (ExecutionException | TimeoutException late) {
            // They are killed; where nobody collects what is left of orphans, that seems alive for ever.
        }
        // The handler of crashes is nobody's child, and may write for a moment after the browser has gone.
        waitUntil("the deletion of " + folder, END, () -> isDeleted(folder));
    }

    private static boolean isDeleted(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException | UncheckedIOException busy) {
            return Files.notExists(folder);
        }
        return true;
    }
}
