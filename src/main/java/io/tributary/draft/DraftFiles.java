package io.tributary.draft;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.StringJoiner;

/** Puts a draft into a home, all of it or nothing; never over what is there, unless that is asked for. */
public final class DraftFiles {

    private static final String PROPERTIES = "application.properties";

    private final Path home;
    private final boolean force;

    /**
     * A home.
     *
     * @param home a folder, made if it is missing
     * @param force whether files that are there are replaced
     */
    public DraftFiles(Path home, boolean force) {
        this.home = home;
        this.force = force;
    }

    /**
     * Writes the files and adds the properties that are missing.
     *
     * @return what was done, one line each
     * @throws IllegalArgumentException if a file is there; nothing is written then
     */
    public List<String> write(Draft draft) throws IOException {
        StringJoiner present = new StringJoiner(", ");
        draft.files().keySet().stream()
                .filter(file -> Files.exists(home.resolve(file)))
                .forEach(present::add);
        if (present.length() > 0 && !force) {
            throw new IllegalArgumentException("already there: " + present
                    + "; --force replaces it, --stdout only prints, --name takes another name");
        }
        List<String> done = new ArrayList<>();
        for (Map.Entry<String, String> file : draft.files().entrySet()) {
            Path path = home.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
            done.add("wrote " + file.getKey());
        }
        addProperties(draft.properties(), done);
        return done;
    }

    private void addProperties(Map<String, String> properties, List<String> done) throws IOException {
        Path path = home.resolve(PROPERTIES);
        Properties there = new Properties();
        String text = Files.exists(path) ? Files.readString(path) : "";
        there.load(new java.io.StringReader(text));
        StringBuilder added = new StringBuilder();
        properties.forEach((key, value) -> {
            if (!there.containsKey(key)) {
                added.append(line(key, value));
                done.add("added " + key + " to " + PROPERTIES);
            }
        });
        if (added.length() > 0) {
            String before = text.isEmpty() || text.endsWith("\n") ? "" : "\n";
            Files.writeString(path, before + added, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static String line(String key, String value) {
        return key + "=" + value.replace("\\", "\\\\") + "\n";
    }

    /** Prints the files one after the other, each behind a comment with its name. */
    public static void print(Draft draft, PrintWriter out) {
        draft.files().forEach((file, text) -> out.print("# file: " + file + "\n" + text));
        if (!draft.properties().isEmpty()) {
            out.print("# file: " + PROPERTIES + "\n");
            draft.properties().forEach((key, value) -> out.print(line(key, value)));
        }
    }
}
