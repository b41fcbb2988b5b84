package io.tributary.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The steps of a walkthrough in Markdown: files to write, and commands with what they print. */
final class Tutorial {

    private static final Pattern BLOCK =
            Pattern.compile("(?:<!-- file: (\\S+) -->\\n)?```(\\w*)\\n(.*?)\\n```\\n", Pattern.DOTALL);

    private Tutorial() {}

    /** One step. */
    sealed interface Step permits File, Command {}

    /** A file to write; its path begins with {@code home/}. */
    record File(String path, String content) implements Step {}

    /** A command line, and what it prints; empty where the text does not say. */
    record Command(String line, String output) implements Step {}

    /** The steps of a text, in its order. Blocks that are neither a file nor a console are passed over. */
    static List<Step> steps(String markdown) {
        List<Step> steps = new ArrayList<>();
        for (MatchResult block : BLOCK.matcher(markdown).results().toList()) {
            if (block.group(1) != null) {
                steps.add(new File(block.group(1), block.group(3) + "\n"));
            } else if (block.group(2).equals("console")) {
                steps.add(command(block.group(3)));
            }
        }
        return steps;
    }

    private static Command command(String text) {
        if (!text.startsWith("$ ")) {
            throw new IllegalArgumentException("a console block begins with '$ ' and a command, not: " + text);
        }
        int end = text.indexOf('\n');
        return end < 0
                ? new Command(text.substring(2), "")
                : new Command(text.substring(2, end), text.substring(end + 1));
    }
}
