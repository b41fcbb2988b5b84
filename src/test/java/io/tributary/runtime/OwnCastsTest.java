package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.cast.CastFunction;
import io.tributary.cast.DefinitionTests;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.TestResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Steps of a home's own: beans of its route files, and expressions of Camel's languages. */
class OwnCastsTest {

    /** Only implements the interface. */
    public static final class Doubled implements CastFunction {
        private String between = "";

        public void setBetween(String between) {
            this.between = between;
        }

        @Override
        public Object cast(Object value) {
            return value + between + value;
        }
    }

    /** Knows nothing of Tributary. */
    public static final class Backwards {
        public String turn(String text) {
            if (text.equals("boom")) {
                throw new IllegalArgumentException("'boom' cannot be turned");
            }
            return new StringBuilder(text).reverse().toString();
        }
    }

    /** Has no state, and fails if it is made: a bean that is no cast has to be left alone. */
    public static final class Pool implements Function<Object, Object> {
        public Pool() {
            throw new IllegalStateException("connects to a server");
        }

        @Override
        public Object apply(Object value) {
            return value;
        }
    }

    @TempDir
    Path dir;

    @Test
    void beans_and_expressions_are_steps_by_their_names() throws Exception {
        beans();
        projection("""
                fields:
                  id: string
                  a: { type: string, cast: [upper, doubled, backwards] }
                  b: { type: string, cast: { simple: "${body.trim()}-${body.length()}" } }
                  c: { type: integer, trim: false, cast: { simple: "${body.length()}" } }
                tests:
                  - name: steps
                    given: { id: "1", a: ab, b: xyz, c: " 12 " }
                    expect: { id: "1", a: BA-BA, b: xyz-3, c: 4 }
                  - name: a bean's reason is the record's
                    given: { id: "1", a: null, b: x, c: x, d: x }
                    expect: { id: "1", b: x-1, c: 1 }
                """);
        assertThat(results())
                .allSatisfy(it -> assertThat(it.differences()).isEmpty())
                .hasSize(2);
    }

    @Test
    void what_a_bean_refuses_is_rejected_with_its_reason() throws Exception {
        beans();
        projection("""
                fields:
                  id: { type: string, cast: backwards }
                tests:
                  - name: boom
                    given: { id: boom }
                    reject: "id: 'boom' cannot be turned"
                """);
        assertThat(results())
                .allSatisfy(it -> assertThat(it.differences()).isEmpty())
                .hasSize(1);
    }

    @Test
    void the_value_steers_nothing_in_an_expression() throws Exception {
        projection("""
                fields:
                  id: { type: string, cast: { simple: "${body}" } }
                tests:
                  - name: what looks like an expression is a text
                    given: { id: "${exchangeId}" }
                    expect: { id: "${exchangeId}" }
                """);
        assertThat(results())
                .allSatisfy(it -> assertThat(it.differences()).isEmpty())
                .hasSize(1);
    }

    @Test
    void a_broken_expression_and_an_unknown_bean_are_problems_of_the_definition() throws Exception {
        beans();
        projection("""
                fields:
                  id: { type: string, cast: { simple: "${body.trim(" } }
                  a: { type: string, cast: doubledd }
                  b: { type: string, cast: simple }
                  c: { type: string, cast: { doubled: 2 } }
                """);
        assertThatThrownBy(() -> Home.of(dir).definitions())
                .isInstanceOf(DefinitionException.class)
                .hasMessageContaining("p.yaml:5 fields.id.cast.simple: '${body.trim(' is no expression of simple: ")
                .hasMessageContaining("p.yaml:6 fields.a.cast: 'doubledd' is no cast; did you mean 'doubled'?")
                .hasMessageContaining("p.yaml:7 fields.b.cast: 'simple' needs an expression: { simple: \"...\" }")
                .hasMessageContaining(
                        "p.yaml:8 fields.c.cast.doubled: 'doubled' is a function of your own, which takes no options");
    }

    @Test
    void a_keyed_hash_has_its_key_from_a_property_and_says_which_is_missing() throws Exception {
        projection("""
                fields:
                  id: { type: string, cast: { hmac: pii.key } }
                tests:
                  - name: hash
                    given: { id: Ada }
                    expect: { id: 3a7ab74dd3279f544ca2686f9b7bb863923e6bbad2f459c6089953f960328f42 }
                """);
        assertThat(results()).singleElement().satisfies(it -> assertThat(it.difference())
                .isEqualTo("rejected: id: hmac needs its key in the property 'pii.key' (application.properties or the "
                        + "environment)"));
        Files.writeString(dir.resolve("application.properties"), "pii.key=not a secret\n");
        assertThat(results()).singleElement().satisfies(it -> assertThat(it.difference())
                .isEmpty());
    }

    private List<TestResult> results() throws Exception {
        Home home = Home.of(dir);
        return DefinitionTests.run(home.definitions(), home.casts());
    }

    private void beans() throws IOException {
        Files.createDirectories(dir.resolve("routes"));
        Files.writeString(
                dir.resolve("routes/casts.camel.yaml"), """
                - beans:
                    - { name: doubled, type: "%1$s$Doubled", properties: { between: "-" } }
                    - { name: backwards, type: "#class:%1$s$Backwards" }
                    - { name: pool, type: "%1$s$Pool" }
                """.formatted(getClass().getName()));
    }

    private void projection(String rest) throws IOException {
        Files.createDirectories(dir.resolve("transformers/projections"));
        Files.writeString(dir.resolve("transformers/projections/p.yaml"), "projection: p\ntopic: t\nkey: id\n" + rest);
    }
}
