package io.tributary.runtime;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostileHomeTest {

    @TempDir
    Path dir;

    @Test
    @Attack(
            kind = Kind.YAML,
            by = "a definition that is no UTF-8",
            then = "is an error with file and line; no character is replaced")
    void a_definition_that_is_no_utf_8_is_named_with_its_line() throws Exception {
        Path file =
                Files.createDirectories(dir.resolve("transformers/projections")).resolve("p.yaml");
        Files.write(
                file,
                "projection: p\ntopic: t\nkey: id\nfields:\n  id: { from: Größe, type: long }\n"
                        .getBytes(StandardCharsets.ISO_8859_1));
        assertThatThrownBy(() -> Home.of(dir).definitions())
                .isInstanceOf(ConfigurationException.class)
                .hasMessage(file + ":5: holds bytes that are no UTF-8; save the file as UTF-8");
        Files.writeString(file, Files.readString(file, StandardCharsets.ISO_8859_1));
        assertThat(Home.of(dir).definitions().projection("p").fields().get(0).from())
                .isEqualTo("Größe");
    }
}
