package io.tributary.deploy;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.w3c.dom.Node;
import org.w3c.dom.NodeList;
import org.xml.sax.SAXException;

/**
 * Which jars a direct dependency of pom.xml brings, found without Maven: the jars that Maven put on this test's class path lie in
 * its repository beside their own pom files. Names are artifact ids.
 */
final class Dependencies {

    /** A jar of the class path. */
    record Jar(String artifactId, String fileName, Path pom) {}

    private final Map<String, Jar> byArtifact;

    Dependencies(String classPath) {
        byArtifact = Stream.of(classPath.split(File.pathSeparator))
                .map(Path::of)
                .filter(path -> path.toString().endsWith(".jar"))
                .map(Dependencies::jar)
                .collect(Collectors.toMap(Jar::artifactId, jar -> jar, (first, second) -> first));
    }

    private static Jar jar(Path path) {
        Path version = path.getParent();
        String artifactId = version.getParent().getFileName().toString();
        String pom = artifactId + "-" + version.getFileName() + ".pom";
        return new Jar(artifactId, path.getFileName().toString(), path.resolveSibling(pom));
    }

    /** What the project itself declares for run time. */
    static Set<String> declared(Path projectPom) {
        return needed(projectPom).stream().map(Edge::artifactId).collect(Collectors.toCollection(TreeSet::new));
    }

    /** The file names of these artifacts' jars and of all that they bring. */
    Set<String> closure(Set<String> artifacts) {
        Set<Edge> seen = new HashSet<>();
        Deque<Edge> open = new ArrayDeque<>();
        artifacts.forEach(artifact -> open.add(new Edge(artifact, Set.of())));
        while (!open.isEmpty()) {
            Edge edge = open.pop();
            Jar jar = byArtifact.get(edge.artifactId());
            if (jar != null && seen.add(edge)) {
                needed(jar.pom()).stream().flatMap(edge::then).forEach(open::add);
            }
        }
        return seen.stream()
                .map(edge -> byArtifact.get(edge.artifactId()).fileName())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** One dependency, and what is excluded of all that follows it. */
    private record Edge(String artifactId, Set<String> excluded) {

        private Stream<Edge> then(Edge next) {
            if (excluded.contains(next.artifactId()) || excluded.contains("*")) {
                return Stream.empty();
            }
            Set<String> both = new TreeSet<>(excluded);
            both.addAll(next.excluded());
            return Stream.of(new Edge(next.artifactId(), both));
        }
    }

    private static List<Edge> needed(Path pom) {
        if (!Files.isRegularFile(pom)) {
            return List.of();
        }
        Element project = parse(pom);
        Map<String, String> own = properties(project);
        return children(project, "dependencies")
                .flatMap(dependencies -> children(dependencies, "dependency"))
                .filter(dependency -> Set.of("", "compile", "runtime").contains(text(dependency, "scope")))
                .filter(dependency -> !text(dependency, "optional").equals("true"))
                .map(dependency -> new Edge(resolve(text(dependency, "artifactId"), own), exclusions(dependency)))
                .toList();
    }

    private static Set<String> exclusions(Element dependency) {
        return children(dependency, "exclusions")
                .flatMap(exclusions -> children(exclusions, "exclusion"))
                .map(exclusion -> text(exclusion, "artifactId"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String resolve(String value, Map<String, String> properties) {
        String resolved = value;
        for (Map.Entry<String, String> property : properties.entrySet()) {
            resolved = resolved.replace("${" + property.getKey() + "}", property.getValue());
        }
        return resolved;
    }

    private static Map<String, String> properties(Element project) {
        Map<String, String> properties = new HashMap<>();
        children(project, "properties").forEach(all -> nodes(all.getChildNodes())
                .forEach(property -> properties.put(property.getTagName(), property.getTextContent())));
        return properties;
    }

    private static String text(Element parent, String name) {
        return children(parent, name)
                .map(child -> child.getTextContent().trim())
                .findFirst()
                .orElse("");
    }

    private static Stream<Element> children(Element parent, String name) {
        return nodes(parent.getChildNodes()).stream()
                .filter(child -> child.getTagName().equals(name));
    }

    private static List<Element> nodes(NodeList list) {
        List<Element> elements = new ArrayList<>();
        IntStream.range(0, list.getLength())
                .mapToObj(list::item)
                .filter(node -> node.getNodeType() == Node.ELEMENT_NODE)
                .forEach(node -> elements.add((Element) node));
        return elements;
    }

    private static Element parse(Path pom) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
            return factory.newDocumentBuilder().parse(pom.toFile()).getDocumentElement();
        } catch (IOException | SAXException | ParserConfigurationException e) {
            throw new IllegalStateException(pom.toString(), e);
        }
    }
}
