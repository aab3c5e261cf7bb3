import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.lang.module.ModuleFinder;
import java.lang.module.ModuleReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/// The part of `dev/release-check` that looks into files: what two builds put into two repositories. Arguments: both
/// folders and the version. Prints a line per proof; exits with 1 if one fails.
public final class ReleaseCheck {
    private static final String GROUP = "io/github/hourglass";

    private final List<String> faults = new ArrayList<>();
    private final Path first;
    private final Path second;
    private final String version;

    private ReleaseCheck(Path first, Path second, String version) {
        this.first = first;
        this.second = second;
        this.version = version;
    }

    public static void main(String[] arguments) throws Exception {
        ReleaseCheck check = new ReleaseCheck(Path.of(arguments[0]), Path.of(arguments[1]), arguments[2]);
        check.sameBytes();
        check.jars();
        check.poms();
        check.bom();
        check.billOfMaterials();
        System.exit(check.anyFault ? 1 : 0);
    }

    private boolean anyFault;

    /// Says how a proof ended, and forgets its faults.
    private void proof(String words) {
        if (faults.isEmpty()) {
            System.out.println("ok: " + words);
        } else {
            faults.forEach(fault -> System.out.println("FAILED: " + fault));
            anyFault = true;
            faults.clear();
        }
    }

    private void require(boolean holds, String fault) {
        if (!holds) {
            faults.add(fault);
        }
    }

    /// What Maven writes about a repository, which tells the time.
    private static boolean isPublished(Path file) {
        return Files.isRegularFile(file) && !file.getFileName().toString().startsWith("maven-metadata");
    }

    private static Set<Path> published(Path repository) throws IOException {
        try (Stream<Path> all = Files.walk(repository)) {
            Set<Path> files = new TreeSet<>();
            all.filter(ReleaseCheck::isPublished).forEach(file -> files.add(repository.relativize(file)));
            return files;
        }
    }

    private void sameBytes() throws IOException {
        Set<Path> files = published(first);
        require(!files.isEmpty(), "nothing was built");
        require(files.equals(published(second)), "two builds made different files");
        for (Path file : files) {
            Path other = second.resolve(file);
            require(
                    Files.exists(other) && Files.mismatch(first.resolve(file), other) < 0,
                    "two builds made different bytes: " + file);
        }
        proof("two builds in two folders, under another time zone and language, made the same bytes: " + files.size()
                + " files");
    }

    private List<Path> artifacts() throws IOException {
        try (Stream<Path> all = Files.list(first.resolve(GROUP))) {
            return all.filter(Files::isDirectory).sorted().toList();
        }
    }

    private Path file(Path artifact, String suffix) {
        return artifact.resolve(version).resolve(artifact.getFileName() + "-" + version + suffix);
    }

    private List<Path> libraries() throws IOException {
        return artifacts().stream().filter(it -> Files.exists(file(it, ".jar"))).toList();
    }

    private void jars() throws IOException {
        List<Path> libraries = libraries();
        require(libraries.size() >= 5, "fewer libraries than five: " + libraries);
        for (Path library : libraries) {
            for (String suffix : List.of(".jar", "-sources.jar", "-javadoc.jar")) {
                require(Files.exists(file(library, suffix)), "is missing: " + file(library, suffix).getFileName());
            }
            holds(file(library, "-sources.jar"), "META-INF/LICENSE", "META-INF/NOTICE");
            holds(file(library, ".jar"), "META-INF/LICENSE", "META-INF/NOTICE");
            if (!isOnTheClassPath(library)) {
                holds(file(library, "-sources.jar"), "module-info.java");
                holds(file(library, ".jar"), "module-info.class");
            }
            holds(file(library, "-javadoc.jar"), "index.html", "legal/LICENSE");
        }
        proof("sources and javadoc beside each of " + libraries.size() + " jars, licence and notice in jars and sources");
        for (Path library : libraries) {
            if (isOnTheClassPath(library)) {
                proof(library.getFileName() + " is for the class path: the jars of Spark beside it are no modules");
                continue;
            }
            ModuleReference module =
                    ModuleFinder.of(file(library, ".jar")).findAll().iterator().next();
            ModuleDescriptor descriptor = module.descriptor();
            String name = library.getFileName().toString().replace('-', '.');
            require(
                    !descriptor.isAutomatic() && descriptor.name().equals(name),
                    "has no module descriptor of its own: " + library.getFileName());
            require(
                    descriptor.requires().stream()
                            .noneMatch(it -> it.name().equals("org.jspecify")
                                    && it.modifiers().contains(ModuleDescriptor.Requires.Modifier.TRANSITIVE)),
                    "asks its users for org.jspecify: " + name);
            proof("module " + name + ": exports " + descriptor.exports().stream().filter(it -> !it.isQualified()).count()
                    + " packages");
        }
    }

    /// docs/decisions/021.
    private static boolean isOnTheClassPath(Path library) {
        return library.getFileName().toString().equals("hourglass-spark");
    }

    private void holds(Path jar, String... entries) throws IOException {
        if (!Files.exists(jar)) {
            return;
        }
        try (JarFile file = new JarFile(jar.toFile())) {
            for (String entry : entries) {
                JarEntry found = file.getJarEntry(entry);
                require(found != null, "has no " + entry + ": " + jar.getFileName());
            }
        }
    }

    private static Element pom(Path file) throws Exception {
        try (InputStream in = Files.newInputStream(file)) {
            Document document = DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(in);
            return document.getDocumentElement();
        }
    }

    private static List<Element> children(Element parent, String name) {
        List<Element> found = new ArrayList<>();
        for (Node node = parent.getFirstChild(); node != null; node = node.getNextSibling()) {
            if (node instanceof Element element && element.getTagName().equals(name)) {
                found.add(element);
            }
        }
        return found;
    }

    /// The text at a path of names, empty if there is none.
    private static String text(Element from, String... path) {
        Element at = from;
        for (String name : path) {
            List<Element> found = children(at, name);
            if (found.isEmpty()) {
                return "";
            }
            at = found.getFirst();
        }
        return at.getTextContent().strip();
    }

    private void poms() throws Exception {
        Path parent = first.resolve(GROUP).resolve("hourglass");
        Element above = pom(file(parent, ".pom"));
        boolean placeholder = false;
        for (Path artifact : artifacts()) {
            Element pom = pom(file(artifact, ".pom"));
            String name = artifact.getFileName().toString();
            boolean inherits = text(pom, "parent", "artifactId").equals("hourglass");
            for (String own : List.of("modelVersion", "artifactId", "name", "description")) {
                require(!text(pom, own).isEmpty(), "the POM of " + name + " lacks " + own);
            }
            for (String[] path : List.of(
                    new String[] {"url"},
                    new String[] {"licenses", "license", "name"},
                    new String[] {"licenses", "license", "url"},
                    new String[] {"developers", "developer", "name"},
                    new String[] {"scm", "connection"},
                    new String[] {"scm", "url"})) {
                String text = text(pom, path);
                String found = text.isEmpty() && inherits ? text(above, path) : text;
                require(!found.isEmpty(), "the POM of " + name + " lacks " + String.join("/", path));
                placeholder |= found.contains(".invalid/");
            }
            String content = Files.readString(file(artifact, ".pom"));
            require(!content.contains("SNAPSHOT"), "the POM of " + name + " names a SNAPSHOT");
            require(
                    (inherits ? text(pom, "parent", "version") : text(pom, "version")).equals(version),
                    "the POM of " + name + " is not of version " + version);
        }
        proof(artifacts().size() + " POMs are complete (name, description, address, licence, developers, source control)"
                + " and name no SNAPSHOT");
        if (placeholder) {
            System.out.println("note: addresses in the POMs are placeholders under .invalid; set them before publishing:"
                    + " docs/releasing.md");
        }
    }

    private void bom() throws Exception {
        Element bom = pom(file(first.resolve(GROUP).resolve("hourglass-bom"), ".pom"));
        Set<String> listed = new TreeSet<>();
        Element managed = children(children(bom, "dependencyManagement").getFirst(), "dependencies")
                .getFirst();
        for (Element dependency : children(managed, "dependency")) {
            listed.add(text(dependency, "artifactId"));
        }
        Set<String> built = new TreeSet<>();
        libraries().forEach(library -> built.add(library.getFileName().toString()));
        require(listed.equals(built), "the BOM lists " + listed + ", and built were " + built);
        proof("the BOM lists all of them: " + String.join(", ", listed));
    }

    /// The bill of materials names each library and, with its hash, each jar of others that the build pins.
    private void billOfMaterials() throws Exception {
        Path file = file(first.resolve(GROUP).resolve("hourglass"), "-cyclonedx.json");
        require(Files.exists(file), "there is no bill of materials: " + file.getFileName());
        if (faults.isEmpty()) {
            String json = Files.readString(file);
            for (Path library : libraries()) {
                String purl = "pkg:maven/io.github.hourglass/" + library.getFileName() + "@" + version;
                require(json.contains(purl), "the bill of materials lacks " + purl);
            }
            List<String> pinned = Files.readAllLines(Path.of("dev", "checksums.sha256"));
            long named = pinned.stream()
                    .filter(line -> json.contains(line.split(" ")[0]))
                    .count();
            // Of oneDNN's five platforms the one of this machine.
            long expected = pinned.stream().filter(line -> !line.contains("  dnnl-")).count() + 1;
            require(named == expected, "the bill of materials holds " + named + " of " + expected + " pinned hashes");
            proof("the bill of materials (CycloneDX) names all libraries, and " + named + " jars of others by pinned hashes");
        } else {
            proof("");
        }
    }
}
