package io.tributary.agent;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What failed in the polls of a folder, each by its name in the agent's health. A poll counts as good although one of its files
 * could not be fetched or moved: what failed is over with the first good poll in which it did not fail again. A file's trouble also
 * outlives one poll that finds no file at all: that may be a server's answer to another question.
 */
final class PollTroubles {

    /** Each with whether it is one file's. */
    private final Map<String, Boolean> failing = new HashMap<>();

    private final Set<String> now = new HashSet<>();
    private boolean foundNone;

    synchronized void begin() {
        now.clear();
    }

    synchronized void fails(String part, boolean ofFile) {
        failing.put(part, ofFile);
        now.add(part);
    }

    /** What does not fail any more, at the end of a good poll that found so many files. */
    synchronized List<String> over(int files) {
        boolean sure = files > 0 || foundNone;
        foundNone = files == 0;
        List<String> over = failing.keySet().stream()
                .filter(part -> !now.contains(part) && (sure || !Boolean.TRUE.equals(failing.get(part))))
                .toList();
        over.forEach(failing::remove);
        return over;
    }
}
