package io.tributary.simulation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A change of one place in the source of a production class.
 *
 * @param type the class, without {@code io.tributary.}: {@code view.ViewBuilder}
 * @param text what stands there, once
 * @param instead what stands there in the mutant
 */
record Patch(String type, String text, String instead) {

    private static final Path SOURCES = Path.of("src/main/java/io/tributary");

    String className() {
        return "io.tributary." + type;
    }

    /** The source of the class, changed; after other patches of the same class. */
    String apply(String source) {
        int at = source.indexOf(text);
        if (at < 0 || source.indexOf(text, at + 1) >= 0) {
            throw new IllegalStateException(
                    type + " has to hold this text once, so that it can be changed; look for what "
                            + "the rule has become and mend the mutant:\n" + text);
        }
        return source.substring(0, at) + instead + source.substring(at + text.length());
    }

    String source() {
        try {
            return Files.readString(SOURCES.resolve(type.replace('.', '/') + ".java"));
        } catch (IOException e) {
            throw new IllegalStateException("no source of " + type + "; run the tests from the project's folder", e);
        }
    }
}
