package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide shows the files of the home that UserHomeTest runs, each whole and none left out. */
class CustomiseGuideTest {

    private static final Path GUIDE = Path.of("docs/how-to/customise.md");
    private static final Path HOME = Path.of("src/test/resources/homes/insurer");

    @Test
    void the_guide_shows_the_files_that_are_tested() throws IOException {
        HomeGuide guide = new HomeGuide(GUIDE, HOME);
        assertThat(guide.shown()).containsExactlyInAnyOrderElementsOf(files());
        guide.check(getClass());
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> HOME.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
