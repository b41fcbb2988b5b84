package io.tributary.runtime;

import static io.tributary.docs.GeneratedPage.cell;

import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/reference/settings.md is made from {@link Setting}. */
class SettingsReferenceTest {

    @Test
    void the_page_says_what_is_declared() throws IOException {
        StringBuilder page = new StringBuilder("""
                # Settings

                In the home's `application.properties`, as `-Dname=value`, or in the environment. The environment wins over `-D`, which wins over the
                file. An unknown name that begins with `tributary.` stops the start. Other names are placeholders for your routes and follow the
                same rule: `{{crm.dir}}` may be given as `CRM_DIR`. `{{tributary.home}}` is the home's absolute path; relative paths are relative to
                the folder in which the process was started.

                """);
        for (Setting setting : Setting.values()) {
            page.append("## `").append(setting.key()).append("`\n\n");
            page.append(cell(setting.meaning())).append("\n\n");
            page.append("- Value: ").append(setting.kind().form()).append("\n");
            page.append("- Default: ").append(defaultOf(setting)).append("\n");
            page.append("- Environment: `").append(setting.environmentName()).append("`\n\n");
        }
        GeneratedPage.check(
                Path.of("docs/reference/settings.md"),
                page.toString().stripTrailing() + "\n",
                SettingsReferenceTest.class);
    }

    private static String defaultOf(Setting setting) {
        String value = setting.defaultValue();
        return value == null ? "none" : value.isEmpty() ? "empty" : "`" + value + "`";
    }
}
