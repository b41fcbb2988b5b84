package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack.Kind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The table of attacks and accidents in the docs is made of the tests that show them. */
class AttacksReferenceTest {

    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final String BEGIN = "<!-- begin: attacks -->\n";
    private static final String END = "<!-- end: attacks -->";

    /** One line of the table, and the class whose test shows it. */
    private record Line(Attack attack, Class<?> test) {}

    @Test
    void the_table_of_attacks_says_what_the_tests_show() throws Exception {
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        GeneratedPage.check(
                PAGE, page.substring(0, begin) + table() + page.substring(page.indexOf(END, begin)), getClass());
    }

    @Test
    void every_kind_of_attack_has_a_test() throws Exception {
        assertThat(lines()).extracting(line -> line.attack().kind()).contains(Kind.values());
    }

    private static String table() throws Exception {
        StringBuilder table = new StringBuilder("| what comes | what becomes of it | shown by |\n|---|---|---|\n");
        Kind kind = null;
        for (Line line : lines()) {
            if (line.attack().kind() != kind) {
                kind = line.attack().kind();
                table.append("| **").append(kind.title()).append("** | | |\n");
            }
            table.append("| ")
                    .append(GeneratedPage.cell(line.attack().by()))
                    .append(" | ")
                    .append(GeneratedPage.cell(line.attack().then()))
                    .append(" | `")
                    .append(line.test().getSimpleName())
                    .append("` |\n");
        }
        return table.toString();
    }

    private static List<Line> lines() throws Exception {
        Path classes = classes();
        try (Stream<Path> files = Files.walk(classes)) {
            return files.filter(file -> file.toString().endsWith("Test.class"))
                    .map(file -> load(classes.relativize(file)))
                    .flatMap(test -> Arrays.stream(test.getDeclaredMethods())
                            .filter(method -> method.isAnnotationPresent(Attack.class))
                            .map(method -> new Line(method.getAnnotation(Attack.class), test)))
                    .sorted(Comparator.comparing((Line line) -> line.attack().kind())
                            .thenComparing(line -> line.test().getSimpleName())
                            .thenComparing(line -> line.attack().by()))
                    .toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    private static Path classes() throws IOException, URISyntaxException {
        return Path.of(AttacksReferenceTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
    }

    private static Class<?> load(Path file) {
        String name = file.toString()
                .replaceAll("[.]class$", "")
                .replace(file.getFileSystem().getSeparator(), ".");
        try {
            return Class.forName(name, false, AttacksReferenceTest.class.getClassLoader());
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(name, e);
        }
    }
}
