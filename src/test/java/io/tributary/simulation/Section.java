package io.tributary.simulation;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of docs/reliability.md that a test run writes, between {@code begin} and {@code end}. */
record Section(String name) {

    private static final Path PAGE = Path.of("docs/reliability.md");

    /** What stands there now. */
    String text() {
        String page = page();
        return page.substring(begin(page), page.indexOf(end()));
    }

    void write(String text) {
        String page = page();
        try {
            Files.writeString(PAGE, page.substring(0, begin(page)) + text + page.substring(page.indexOf(end())));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private int begin(String page) {
        String mark = "<!-- begin: " + name + " -->\n";
        int at = page.indexOf(mark);
        if (at < 0 || page.indexOf(end()) < at) {
            throw new IllegalStateException(PAGE + " needs a section '" + name + "'");
        }
        return at + mark.length();
    }

    private String end() {
        return "<!-- end: " + name + " -->";
    }

    private static String page() {
        try {
            return Files.readString(PAGE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
