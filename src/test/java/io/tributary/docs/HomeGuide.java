package io.tributary.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A guide that shows files of a home which a test runs: {@code <!-- file: PATH -->} and a block, each file whole. */
record HomeGuide(Path page, Path home) {

    private static final Pattern BLOCK =
            Pattern.compile("(<!-- file: (\\S+) -->\\n```\\w+\\n)(.*?)(```\\n)", Pattern.DOTALL);

    /** The files that the guide shows. */
    List<String> shown() throws IOException {
        return BLOCK.matcher(Files.readString(page))
                .results()
                .map(block -> block.group(2))
                .toList();
    }

    /** Fails where the guide shows a file otherwise than it is. */
    void check(Class<?> test) throws IOException {
        StringBuilder expected = new StringBuilder();
        Matcher matcher = BLOCK.matcher(Files.readString(page));
        while (matcher.find()) {
            String block = matcher.group(1) + Files.readString(home.resolve(matcher.group(2))) + matcher.group(4);
            matcher.appendReplacement(expected, Matcher.quoteReplacement(block));
        }
        matcher.appendTail(expected);
        GeneratedPage.check(page, expected.toString(), test);
    }
}
