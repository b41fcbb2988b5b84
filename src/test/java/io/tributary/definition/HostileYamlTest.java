package io.tributary.definition;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A definition that is not what it looks like, or that costs more than it says, is an error with file and line. */
class HostileYamlTest {

    private static final String HEAD = "projection: p\ntopic: sor.p\nkey: id\n";

    private static List<String> problems(String text) {
        return Reading.problems(new DefinitionFile("p.yaml", text));
    }

    @Test
    @Attack(
            kind = Kind.YAML,
            by = "a billion laughs: aliases of lists of aliases",
            then = "is an error at the first anchor; no alias is ever followed")
    void aliases_are_not_followed() {
        StringBuilder laughs = new StringBuilder(HEAD + "fields:\n  a0: &a0 [lol, lol]\n");
        for (int i = 1; i < 40; i++) {
            String alias = "*a" + (i - 1) + ", ";
            laughs.append("  a").append(i).append(": &a").append(i).append(" [");
            laughs.append(alias.repeat(9)).append("*a").append(i - 1).append("]\n");
        }
        assertThat(problems(laughs.toString()))
                .isNotEmpty()
                .hasSizeLessThan(100)
                .allMatch(problem -> problem.startsWith("p.yaml:"))
                .anyMatch(problem ->
                        problem.equals("p.yaml:5 fields.a0: anchors and aliases are not allowed; write the value out"));
        assertThat(problems("&a [*a]")).singleElement().asString().contains("p.yaml:1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "!!javax.script.ScriptEngineManager [!!java.net.URLClassLoader [[!!java.net.URL [http://127.0.0.1/]]]]",
                "!!java.io.File [/etc/passwd]",
                "!include /etc/passwd",
                "!<tag:yaml.org,2002:python/object/apply:os.system> [id]",
                "!!set {a, b}",
                "!!binary aGVsbG8="
            })
    @Attack(
            kind = Kind.YAML,
            by = "tags that name classes, files or programs",
            then = "are an error with file, line and tag; nothing is loaded or made")
    void tags_are_refused(String value) {
        assertThat(problems(HEAD + "fields:\n  id: " + value + "\n"))
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("p.yaml:5 fields.id").contains("is not allowed; remove it"));
    }

    @ParameterizedTest
    @MethodSource("deep")
    @Attack(
            kind = Kind.YAML,
            by = "a file nested 300,000 levels deep",
            then = "is an error with file and line; no stack overflows")
    void nesting_is_bounded(String text) {
        assertThat(problems(text))
                .singleElement()
                .asString()
                .startsWith("p.yaml:")
                .contains("nested deeper than 50 levels");
    }

    static Stream<String> deep() {
        StringBuilder indented = new StringBuilder();
        for (int i = 0; i < 1_200; i++) {
            indented.append(" ".repeat(i)).append("a:\n");
        }
        return Stream.of(
                "[".repeat(300_000),
                "{a: ".repeat(200_000),
                "- ".repeat(300_000) + "a",
                "? ".repeat(300_000) + "a",
                "fields: " + "[".repeat(50) + "]".repeat(50),
                indented.toString());
    }

    @Test
    @Attack(
            kind = Kind.YAML,
            by = "merge keys, keys that stand twice, keys that are no texts, tabs, a second document",
            then = "are errors with file and line")
    void what_hides_a_meaning_is_refused() {
        assertThat(problems(HEAD + "fields: { id: long }\n<<: { topic: other }\n"))
                .singleElement()
                .asString()
                .startsWith("p.yaml:5 <<: unknown key");
        assertThat(problems(HEAD + "fields:\n  id: long\n  id: string\n"))
                .containsExactly("p.yaml:6 fields.id: stands twice; the first is on line 5");
        assertThat(problems(HEAD + "fields:\n  [id]: long\n")).contains("p.yaml:5 fields: a key has to be a text");
        assertThat(problems(HEAD + "fields:\n\tid: long\n"))
                .singleElement()
                .asString()
                .startsWith("p.yaml:5: is not valid YAML: ");
        assertThat(problems(HEAD + "fields: { id: long }\n---\n" + HEAD))
                .singleElement()
                .asString()
                .contains("p.yaml:5");
        assertThat(problems(HEAD + "fields: { id: \0 }\n"))
                .containsExactly("p.yaml:4: holds the character U+0000, which YAML does not allow");
    }

    @Test
    @Attack(kind = Kind.YAML, by = "a file of megabytes", then = "is an error that names the limit")
    void size_is_bounded() {
        assertThat(problems(HEAD + "fields:\n" + "  x: long\n".repeat(200_000)))
                .singleElement()
                .asString()
                .contains("is too large")
                .contains("of at most 1000000");
        assertThat(problems(HEAD + "fields:\n" + "  x: long\n".repeat(50_000)))
                .as("many problems of one kind")
                .hasSizeLessThan(100_000);
    }
}
