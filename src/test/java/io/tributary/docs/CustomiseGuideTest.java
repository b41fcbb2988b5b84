package io.tributary.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The guide shows the files of the home that UserHomeTest runs, each whole and none left out. */
class CustomiseGuideTest {

    private static final Path GUIDE = Path.of("docs/how-to/customise.md");
    private static final Path HOME = Path.of("src/test/resources/homes/insurer");
    private static final Pattern BLOCK =
            Pattern.compile("(<!-- file: (\\S+) -->\\n```\\w+\\n)(.*?)(```\\n)", Pattern.DOTALL);

    @Test
    void the_guide_shows_the_files_that_are_tested() throws IOException {
        String guide = Files.readString(GUIDE);
        List<MatchResult> blocks = BLOCK.matcher(guide).results().toList();
        assertThat(blocks.stream().map(block -> block.group(2))).containsExactlyInAnyOrderElementsOf(files());
        StringBuilder expected = new StringBuilder();
        Matcher matcher = BLOCK.matcher(guide);
        while (matcher.find()) {
            String shown = matcher.group(1) + Files.readString(HOME.resolve(matcher.group(2))) + matcher.group(4);
            matcher.appendReplacement(expected, Matcher.quoteReplacement(shown));
        }
        matcher.appendTail(expected);
        GeneratedPage.check(GUIDE, expected.toString(), CustomiseGuideTest.class);
    }

    private static Set<String> files() throws IOException {
        try (Stream<Path> files = Files.walk(HOME)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> HOME.relativize(file).toString())
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
