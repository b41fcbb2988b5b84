package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The production image leaves out what only the demo needs, all of that, and nothing else. The truth is pom.xml. */
class DemoOnlyJarsTest {

    /** The direct dependencies that play the servers and the systems of record. */
    private static final Set<String> DEMO =
            Set.of("elasticmq-rest-sqs_2.13", "mongo-java-server", "ftpserver-core", "h2", "tpch");

    private final Dependencies dependencies = new Dependencies(System.getProperty("java.class.path"));
    private final Set<String> declared = Dependencies.declared(Path.of("pom.xml"));

    @Test
    void the_image_leaves_out_exactly_what_only_the_demo_needs() {
        Set<String> all = dependencies.closure(declared);
        assertThat(declared).containsAll(DEMO);
        assertThat(matching(all)).isEqualTo(demoOnly());
    }

    @Test
    void what_a_production_process_loads_stays_in_the_image() {
        Set<String> kept = new TreeSet<>(dependencies.closure(declared));
        kept.removeAll(matching(kept));
        assertThat(kept).hasSizeGreaterThan(80);
        for (String needed : List.of(
                "camel-main-",
                "camel-aws2-sqs-",
                "sqs-",
                "sts-",
                "mongodb-driver-sync-",
                "bson-",
                "vertx-web-",
                "netty-handler-",
                "jackson-databind-",
                "logback-classic-",
                "postgresql-",
                "reactive-streams-",
                "picocli-")) {
            assertThat(kept).as(needed).anyMatch(jar -> jar.startsWith(needed));
        }
    }

    @Test
    void every_pattern_of_the_list_matches_a_jar() {
        Set<String> all = dependencies.closure(declared);
        assertThat(patterns()).allSatisfy(pattern -> assertThat(all)
                .as("'%s' in deploy/image/demo-only-jars.txt matches nothing any more", pattern)
                .anyMatch(matches(pattern)));
    }

    private Set<String> demoOnly() {
        Set<String> production = new TreeSet<>(declared);
        production.removeAll(DEMO);
        Set<String> only = new TreeSet<>(dependencies.closure(DEMO));
        only.removeAll(dependencies.closure(production));
        return only;
    }

    private static Set<String> matching(Set<String> jars) {
        return jars.stream()
                .filter(jar ->
                        patterns().stream().anyMatch(pattern -> matches(pattern).test(jar)))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Predicate<String> matches(String pattern) {
        PathMatcher glob = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
        return jar -> glob.matches(Path.of(jar));
    }

    static List<String> patterns() {
        try {
            return Files.readAllLines(Path.of("deploy/image/demo-only-jars.txt")).stream()
                    .filter(line -> !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
