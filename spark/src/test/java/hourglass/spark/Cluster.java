package hourglass.spark;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.spark.launcher.JavaModuleOptions;
import org.apache.spark.sql.SparkSession;

/// A standalone cluster: a master and two workers, a process each, on the loopback addresses of this machine, from the
/// jars of the tests.
final class Cluster implements AutoCloseable {
    private final Path home;
    private final List<Process> workers = new ArrayList<>();
    private final Process master;
    private final String url;

    private Cluster(Path home) throws IOException {
        this.home = home;
        Path jars = Files.createDirectories(home.resolve("jars"));
        for (String entry : classPath()) {
            Path file = Path.of(entry);
            if (Files.isRegularFile(file)) {
                Files.createSymbolicLink(jars.resolve(file.getFileName()), file);
            }
        }
        int port = freePort();
        this.url = "spark://127.0.0.1:" + port;
        this.master = start(
                "127.0.0.1",
                "master",
                "org.apache.spark.deploy.master.Master",
                "--host",
                "127.0.0.1",
                "--port",
                String.valueOf(port),
                "--webui-port",
                "0");
        // On addresses of their own: a task is tried twice at once on different hosts only.
        for (int i = 1; i <= 2; i++) {
            String host = "127.0.0." + i;
            workers.add(start(
                    host,
                    "worker" + i,
                    "org.apache.spark.deploy.worker.Worker",
                    "--host",
                    host,
                    "--webui-port",
                    "0",
                    "--cores",
                    "1",
                    "--memory",
                    "1g",
                    "--work-dir",
                    home.resolve("work" + i).toString(),
                    url));
        }
    }

    /// Starts one with its files in a folder.
    static Cluster in(Path folder) {
        try {
            return new Cluster(folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    static List<String> classPath() {
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        return Arrays.stream(path.split(java.io.File.pathSeparator))
                .filter(entry -> !entry.isEmpty())
                .toList();
    }

    private Process start(String host, String name, String... command) throws IOException {
        List<String> all = new ArrayList<>();
        all.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        all.addAll(Arrays.asList(JavaModuleOptions.defaultModuleOptionArray()));
        all.addAll(List.of("-Xmx256m", "-cp", String.join(java.io.File.pathSeparator, classPath())));
        all.addAll(Arrays.asList(command));
        ProcessBuilder builder = new ProcessBuilder(all);
        builder.environment()
                .putAll(Map.of(
                        "SPARK_LOCAL_IP",
                        host,
                        "SPARK_HOME",
                        home.toString(),
                        "SPARK_SCALA_VERSION",
                        "2.13",
                        "JAVA_HOME",
                        System.getProperty("java.home")));
        builder.directory(home.toFile());
        builder.redirectErrorStream(true)
                .redirectOutput(home.resolve(name + ".log").toFile());
        return builder.start();
    }

    /// A session on both workers.
    SparkSession session(Map<String, String> settings) {
        SparkSession.Builder builder = SparkSession.builder()
                .master(url)
                .appName("tests of Hourglass")
                .config("spark.ui.enabled", false)
                .config("spark.driver.bindAddress", "127.0.0.1")
                .config("spark.driver.host", "127.0.0.1")
                .config("spark.executor.memory", "600m")
                .config("spark.executor.cores", 1)
                .config("spark.scheduler.minRegisteredResourcesRatio", 1.0)
                .config("spark.default.parallelism", 2)
                .config("spark.sql.shuffle.partitions", 2)
                .config(
                        "spark.executor.extraClassPath",
                        String.join(
                                java.io.File.pathSeparator,
                                classPath().stream()
                                        .filter(it -> Files.isDirectory(Path.of(it)))
                                        .toList()));
        settings.forEach(builder::config);
        return builder.getOrCreate();
    }

    /// Waits until both workers have an executor, as they had before one was killed.
    static void awaitExecutors(SparkSession session) {
        for (int i = 0; i < 1_200; i++) {
            // The driver is one of them.
            if (session.sparkContext().statusTracker().getExecutorInfos().length == 3) {
                return;
            }
            LockSupport.parkNanos(50_000_000);
        }
        throw new IllegalStateException("two executors did not come up within a minute");
    }

    /// The processes of executors.
    List<ProcessHandle> executors() {
        return workers.stream()
                .flatMap(Process::descendants)
                .filter(it -> it.info().commandLine().orElse("").contains("CoarseGrainedExecutorBackend"))
                .toList();
    }

    @Override
    public void close() {
        List<Process> all = new ArrayList<>(workers);
        all.add(master);
        for (Process process : all) {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
        for (Process process : all) {
            try {
                process.waitFor(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }
}
