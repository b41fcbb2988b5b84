package io.tributary.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** The steps of one schedule as text; costs nothing where nobody wants it. */
final class Trace {

    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Trace(boolean wanted) {
        this.wanted = wanted;
    }

    void add(String who, String place, Supplier<String> what) {
        if (wanted) {
            lines.add(String.format("%-24s %s %s", who, place, readable(what.get()))
                    .stripTrailing());
        }
    }

    /** Revisions and times are noise, and other ones with every run. */
    private static String readable(String text) {
        return text.replaceAll("(, )?(revision|_meta\\.revision|writtenAt|bookedAt|rejectedAt)=[^,}]*", "")
                .replaceAll("deletedAt=[^,}]*", "deleted")
                .replace("Document{{", "{")
                .replace("}}", "}");
    }

    List<String> lines() {
        return lines;
    }
}
