package io.tributary.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * One page of the documentation.
 *
 * @param path from the root of the repository
 * @param text with its fenced blocks
 */
record Page(Path path, String text) {

    private static final Pattern FENCED = Pattern.compile("^```.*?^```$", Pattern.DOTALL | Pattern.MULTILINE);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");
    private static final Pattern BACKTICKS = Pattern.compile("`([^`\\n]+)`");
    private static final Pattern HEADING = Pattern.compile("^#+ (.+)$", Pattern.MULTILINE);
    private static final Pattern FILE = Pattern.compile("[\\w.-]+(/[\\w.-]+)*");
    private static final Pattern ENDING = Pattern.compile(".*\\.(java|md|ya?ml|txt|xml|json|service|example)");

    /** A setting, but no package, no file, and no part of a longer name. */
    private static final Pattern SETTING =
            Pattern.compile("(?<![\\w./-])tributary(?:\\.[a-z]+(?:-[a-z]+)*)+(?![\\w.*-]*[\\w*])");

    private static final Pattern VARIABLE = Pattern.compile("\\bTRIBUTARY_[A-Z_]*[A-Z]\\b");
    private static final Set<String> FILES = Set.of("tributary.jar", "tributary.service", "tributary.env");

    static Page read(Path path) throws IOException {
        return new Page(path, Files.readString(path));
    }

    /** Targets of links within the repository, with their {@code #heading}. */
    Set<String> links() {
        return found(LINK, prose()).stream()
                .filter(link -> !link.matches("[a-z]+:.*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * What stands in backticks and means a path of the repository: it begins with one of its folders, or it is a path or a file
     * with an ending that files of ours have. What the build makes, what a home holds, and forms such as {@code NAME.yaml} are no such
     * paths.
     */
    Set<String> paths(Repository repository) {
        return found(BACKTICKS, prose()).stream()
                .filter(token -> FILE.matcher(token.replaceFirst("/$", "")).matches())
                .filter(token -> !token.startsWith("target/") && !token.startsWith("home/"))
                .filter(token -> !token.contains("NAME"))
                .filter(token -> token.contains("/") && repository.hasFolder(token.substring(0, token.indexOf('/')))
                        || ENDING.matcher(token).matches() && !token.startsWith("tributary."))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    Set<String> settings() {
        Set<String> settings = found(SETTING, text);
        settings.removeAll(FILES);
        return settings;
    }

    Set<String> variables() {
        return found(VARIABLE, text);
    }

    /** The line in the fenced block right after {@code <!-- command: name -->}. */
    String command(String name) {
        Pattern block = Pattern.compile("^<!-- command: " + name + " -->\\n```\\w*\\n(.+)\\n```$", Pattern.MULTILINE);
        List<String> lines =
                block.matcher(text).results().map(match -> match.group(1)).toList();
        if (lines.size() != 1) {
            throw new AssertionError(path + " has " + lines.size() + " commands '" + name + "'; one would be right");
        }
        return lines.get(0);
    }

    /** Whether the page has a heading of that anchor, as GitHub makes it, or an anchor of its own. */
    boolean hasHeading(String anchor) {
        return text.contains("<a id=\"" + anchor + "\">")
                || found(HEADING, prose()).stream()
                        .map(heading -> heading.toLowerCase(Locale.ROOT)
                                .replaceAll("[^\\p{L}\\p{N} _-]", "")
                                .replace(' ', '-'))
                        .anyMatch(anchor::equals);
    }

    private String prose() {
        return FENCED.matcher(text).replaceAll("");
    }

    private static Set<String> found(Pattern pattern, String in) {
        return pattern.matcher(in)
                .results()
                .map((MatchResult match) -> match.group(Math.min(1, match.groupCount())))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
