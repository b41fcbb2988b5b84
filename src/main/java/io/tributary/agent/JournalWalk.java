package io.tributary.agent;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One way through the entries that a journal had when a poll began. */
final class JournalWalk {

    private final KeyJournal journal;
    private final long end;
    private long number;
    private long firstKept = -1;

    JournalWalk(KeyJournal journal) {
        this.journal = journal;
        this.end = journal.next();
        this.number = journal.first() - 1;
    }

    /** The keys of the next entry as suspects, or null at the end. */
    @Nullable
    PageCompare next() {
        while (++number < end) {
            KeyJournal.Entry entry = journal.get(number);
            if (entry != null) {
                Map<List<Object>, String> keys = new LinkedHashMap<>();
                entry.keys().forEach(key -> keys.put(key, ""));
                return new PageCompare(new ComparePage(
                        null, null, keys, entry.missing() ? new HashSet<>(entry.keys()) : new HashSet<>()));
            }
        }
        if (end > 0) {
            journal.first(firstKept < 0 ? end : firstKept);
        }
        return null;
    }

    /** The entry was looked up: keys that were found are done with, the others wait for the next poll. */
    void done(PageCompare compare) {
        List<List<Object>> postponed = compare.postponed();
        if (postponed.isEmpty()) {
            journal.remove(number);
        } else {
            journal.put(number, new KeyJournal.Entry(postponed, true));
            firstKept = firstKept < 0 ? number : firstKept;
        }
    }
}
