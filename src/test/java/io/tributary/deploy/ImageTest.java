package io.tributary.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The Dockerfile builds what the manifests expect to run. Only its text is checked: building needs a Docker daemon. */
class ImageTest {

    private static final Set<String> MADE_BY_THE_BUILD = Set.of("target/lib", "target/tributary.jar");
    private static final Set<String> INSTRUCTIONS =
            Set.of("ARG", "FROM", "WORKDIR", "COPY", "RUN", "LABEL", "ENV", "USER", "EXPOSE", "ENTRYPOINT", "CMD");

    private final List<String> instructions = instructions();

    @Test
    void every_line_is_an_instruction_that_is_known() {
        assertThat(instructions).allSatisfy(line -> assertThat(INSTRUCTIONS).contains(line.split(" ", 2)[0]));
    }

    @Test
    void the_process_is_not_root_and_gets_the_signals_itself() {
        assertThat(last("USER")).isEqualTo("10001:10001");
        assertThat(last("ENTRYPOINT")).isEqualTo("[\"java\", \"-jar\", \"/opt/tributary/tributary.jar\"]");
        assertThat(last("CMD")).isEqualTo("[\"run\", \"--home\", \"" + KnownSettings.HOME + "\"]");
        assertThat(last("EXPOSE")).isEqualTo("" + KnownSettings.PORT);
    }

    @Test
    void it_runs_on_a_java_17_runtime_of_a_fixed_line() {
        assertThat(all("FROM")).last().asString().matches("eclipse-temurin:17-jre-[a-z]+");
        assertThat(all("FROM")).allSatisfy(from -> assertThat(from).doesNotContain("latest"));
    }

    @Test
    void the_manifest_s_class_path_finds_the_libraries() throws IOException {
        assertThat(all("COPY"))
                .contains(
                        "--from=production /build/target/lib lib",
                        "--from=production /build/target/tributary.jar tributary.jar");
        assertThat(Files.readString(Path.of("pom.xml")))
                .contains("<classpathPrefix>lib/</classpathPrefix>", "<finalName>tributary</finalName>");
    }

    @Test
    void the_demo_s_jars_are_removed_by_the_list() {
        assertThat(all("COPY")).anyMatch(copy -> copy.startsWith("deploy/image/demo-only-jars.txt "));
        assertThat(all("RUN"))
                .anyMatch(run -> run.contains("grep -v '^#' demo-only-jars.txt") && run.contains("rm -f target/lib/"));
        assertThat(DemoOnlyJarsTest.patterns()).allMatch(pattern -> pattern.matches("[a-z0-9._*-]+\\.jar"));
    }

    @Test
    void camel_finds_the_properties_that_camel_k_mounts() {
        String locations = all("ENV").stream()
                .filter(env -> env.startsWith("CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION="))
                .map(env -> env.substring(env.indexOf('"') + 1, env.length() - 1))
                .findFirst()
                .orElseThrow();
        assertThat(locations.split(","))
                .allMatch(location -> location.matches("file:/[^;]+\\.properties;optional=true"));
        assertThat(locations)
                .contains(KnownSettings.HOME + "/application.properties")
                .contains("/etc/camel/conf.d/user.properties")
                .contains("/etc/camel/conf.d/_configmaps/tributary-properties/application.properties");
    }

    /** An archive is left aside, without a word, when the path of the jar is another than when it was made. */
    @Test
    void a_start_finds_the_archive_that_was_made_of_one() {
        assertThat(all("RUN"))
                .anyMatch(run -> run.contains("-XX:ArchiveClassesAtExit=/opt/tributary/tributary.jsa")
                        && run.contains("-jar /opt/tributary/tributary.jar run"));
        assertThat(all("ENV"))
                .anyMatch(env -> env.startsWith("JAVA_TOOL_OPTIONS=")
                        && env.contains("-XX:SharedArchiveFile=/opt/tributary/tributary.jsa"));
    }

    /** What is copied exists and is let through by .dockerignore, which lets nothing else through. */
    @Test
    void what_is_copied_exists_and_reaches_the_daemon() throws IOException {
        List<String> sources = all("COPY").stream()
                .filter(copy -> !copy.startsWith("--from="))
                .flatMap(copy -> Arrays.stream(copy.split(" ")).limit(copy.split(" ").length - 1L))
                .toList();
        assertThat(sources)
                .isNotEmpty()
                .allSatisfy(source -> assertThat(ignored(source)).as(source).isFalse());
        assertThat(sources)
                .filteredOn(source -> !MADE_BY_THE_BUILD.contains(source))
                .allSatisfy(source -> assertThat(Path.of(source)).exists());
        assertThat(List.of(".git", "data", "k8s", "target/classes", "deploy/systemd"))
                .allSatisfy(path -> assertThat(ignored(path)).as(path).isTrue());
    }

    private static boolean ignored(String path) throws IOException {
        boolean ignored = false;
        for (String line : Files.readAllLines(Path.of(".dockerignore"))) {
            String pattern = line.startsWith("!") ? line.substring(1) : line;
            boolean matches = !line.startsWith("#")
                    && Stream.of(pattern, pattern + "/**", pattern.equals("*") ? "**" : pattern)
                            .anyMatch(glob -> FileSystems.getDefault()
                                    .getPathMatcher("glob:" + glob)
                                    .matches(Path.of(path)));
            ignored = matches ? !line.startsWith("!") : ignored;
        }
        return ignored;
    }

    private List<String> all(String instruction) {
        return instructions.stream()
                .filter(line -> line.startsWith(instruction + " "))
                .map(line -> line.substring(instruction.length() + 1).trim())
                .toList();
    }

    private String last(String instruction) {
        List<String> all = all(instruction);
        return all.get(all.size() - 1);
    }

    /** One line each, without comments. */
    private static List<String> instructions() {
        try {
            String joined = Files.readString(Path.of("Dockerfile")).replace("\\\n", "");
            return Pattern.compile("\n")
                    .splitAsStream(joined)
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
