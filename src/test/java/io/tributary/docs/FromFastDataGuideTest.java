package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for people who come from Fast Data shows the home that RestaurantHomeTest runs; its view is short. */
class FromFastDataGuideTest {

    private static final int AT_MOST = 50;
    private static final Path HOME = Path.of("src/test/resources/homes/restaurant");

    @Test
    void the_guide_shows_files_that_are_tested() throws IOException {
        HomeGuide guide = new HomeGuide(Path.of("docs/how-to/from-fast-data.md"), HOME);
        assertThat(guide.shown()).hasSize(3);
        guide.check(getClass());
    }

    @Test
    void the_view_is_one_short_file_that_says_no_relation_twice() throws IOException {
        List<String> lines = Files.readAllLines(HOME.resolve("transformers/single-views/customer.yaml"));
        assertThat(lines).hasSizeLessThanOrEqualTo(AT_MOST);
        assertThat(lines.stream().filter(line -> line.contains(" on: "))).doesNotHaveDuplicates();
    }
}
