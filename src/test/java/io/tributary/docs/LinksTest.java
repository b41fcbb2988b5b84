package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.Setting;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What the documentation names is there: links, headings, paths, settings, and the commands that machines read from README. */
class LinksTest {

    /** Variables that are no settings: the log level of {@code logback.xml}. */
    private static final Set<String> OTHER_VARIABLES = Set.of("TRIBUTARY_LOG_LEVEL");

    /** A placeholder that is no setting: the folder of the home, which a command's option says. */
    private static final Set<String> PLACEHOLDERS = Set.of("tributary.home");

    private static Repository repository;

    @BeforeAll
    static void list() throws IOException {
        repository = Repository.here();
    }

    @TestFactory
    Stream<DynamicTest> every_relative_link_leads_somewhere() throws IOException {
        return each(
                page -> assertThat(page.links()).as("links of " + page.path()).allSatisfy(link -> assertThat(
                                repository.leadsSomewhere(page, link))
                        .as(link + " is no file of this repository, or the file has no such heading")
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> every_path_in_backticks_exists() throws IOException {
        return each(page -> assertThat(page.paths(repository))
                .as("paths in " + page.path())
                .allSatisfy(path -> assertThat(repository.has(path))
                        .as("`" + path + "` is no path of this repository")
                        .isTrue()));
    }

    @TestFactory
    Stream<DynamicTest> every_setting_exists() throws IOException {
        Set<String> variables =
                Arrays.stream(Setting.values()).map(Setting::environmentName).collect(Collectors.toSet());
        variables.addAll(OTHER_VARIABLES);
        return each(page -> {
            Set<String> settings = page.settings();
            settings.removeAll(PLACEHOLDERS);
            assertThat(settings).as("settings in " + page.path()).allSatisfy(key -> assertThat(Setting.of(key))
                    .as(key + " is no setting; io.tributary.runtime.Setting declares them")
                    .isPresent());
            assertThat(variables).as("variables in " + page.path()).containsAll(page.variables());
        });
    }

    @Test
    void readme_says_how_to_run_and_how_to_test() throws IOException {
        Page readme = Page.read(Path.of("README.md"));
        assertThat(readme.command("run"))
                .isEqualTo("mvn -q -B -DskipTests package && java -jar target/tributary.jar demo");
        assertThat(readme.command("test")).isEqualTo("mvn -B verify");
    }

    private interface Check {

        void of(Page page) throws IOException;
    }

    private static Stream<DynamicTest> each(Check check) throws IOException {
        return repository.pages().stream()
                .map(page -> DynamicTest.dynamicTest(page.path().toString(), () -> check.of(page)));
    }
}
