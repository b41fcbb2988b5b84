package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A page that is made from declarations in the code: a test fails when it differs, and writes it anew when asked to. */
public final class GeneratedPage {

    private GeneratedPage() {}

    /** Compares the page with what it should be; with {@code -Dregenerate=true} writes it. */
    public static void check(Path page, String expected, Class<?> test) throws IOException {
        if (Boolean.getBoolean("regenerate")) {
            Files.createDirectories(page.getParent());
            Files.writeString(page, expected);
        }
        String command = "mvn test -Dtest=" + test.getSimpleName() + " -Dregenerate=true";
        assertThat(page).as("run: %s", command).exists();
        assertThat(Files.readString(page))
                .as("%s is not what the code says; run: %s", page, command)
                .isEqualTo(expected);
    }

    /** Text within a table's cell. */
    public static String cell(String text) {
        return text.replace("|", "\\|").replace("\n", " ");
    }
}
