package io.tributary.agent;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Publishes what changed in a table by comparing all of its rows with what was published: for tables without a version column,
 * and, with {@code deletesOnly}, beside a {@link JdbcAgent}, which cannot see deletes.
 *
 * <p>The table is walked page by page, each a range of keys with its own checkpoint: one page is in memory, a transaction lasts
 * one query, and a page is stored when SQS has confirmed what changed in it; a crash before that publishes it again.
 *
 * <p>With {@code deletesOnly} the first poll learns which keys there are, and no more. The delete of a key is published by the
 * second poll that misses it, with the highest version that the agent {@code versionAgent} had published when that poll began;
 * why this is right, and where it ends, is in {@code docs/decisions/0005-deletes-by-comparison.md}.
 */
public final class JdbcCompareAgent extends TableAgent {

    /** Keys of one look-up: few enough for the limits that databases have on parameters. */
    private static final int LOOKED_UP = 100;

    private boolean deletesOnly;
    private String versionAgent = "";
    private String versionColumn = "";

    private @Nullable PageCompare page;
    private boolean confirming;
    private @Nullable JournalWalk journal;
    private boolean inJournal;
    private @Nullable Object highest;

    /** Whether inserts and updates are another agent's work. */
    public void setDeletesOnly(boolean deletesOnly) {
        this.deletesOnly = deletesOnly;
    }

    /** The agent that publishes the inserts and updates; its deletes carry its highest version. */
    public void setVersionAgent(String versionAgent) {
        this.versionAgent = versionAgent;
    }

    /** The version column of {@code versionAgent}; empty if there is none. */
    public void setVersion(String version) {
        this.versionColumn = version.isBlank() ? "" : SqlNames.checked("version", version);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        if (deletesOnly && versionAgent.isEmpty() != versionColumn.isEmpty()) {
            throw wrong("versionAgent", versionAgent, "and version '" + versionColumn + "' are given both, or none");
        }
    }

    @Override
    void beginPoll() {
        inJournal = false;
        journal = deletesOnly ? new JournalWalk(new KeyJournal(services().checkpoints(), name())) : null;
        enter(null);
    }

    @Override
    boolean hasMorePages() {
        return page != null;
    }

    @Override
    SqlPages.Query query() {
        PageCompare compare = current();
        if (confirming) {
            if (inJournal) {
                highest = highestPublished();
            }
            return pages().existing(compare.suspects(LOOKED_UP));
        }
        // Before the rows are read: a row that comes back after this has a version above it.
        highest = highestPublished();
        ComparePage before = compare.before();
        return pages().byKey(selected(), before.after(), before.upTo(), limit(before));
    }

    private @Nullable Object highestPublished() {
        return versionAgent.isEmpty()
                ? null
                : JdbcAgent.highestPublished(services().checkpoints(), versionAgent);
    }

    @Override
    void publish(TableRows rows) {
        if (confirming) {
            confirm(rows);
        } else {
            compare(rows);
        }
    }

    private void compare(TableRows rows) {
        PageCompare compare = current();
        boolean whole = rows.size() < limit(compare.before());
        int size = whole ? rows.size() : pageRows();
        publishChanges(compare, rows, size);
        if (!whole) {
            List<ComparePage> split = compare.split(rows.key(size - 1));
            // The second first: a page must not end where no other one begins.
            split.get(1).save(services().checkpoints(), name());
            split.get(0).save(services().checkpoints(), name());
            page = new PageCompare(split.get(1));
        } else if (compare.hasSuspects()) {
            confirming = true;
        } else {
            leave(compare);
        }
    }

    private void publishChanges(PageCompare compare, TableRows rows, int size) {
        List<@Nullable Object[]> changed = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            @Nullable Object[] values = rows.values(row);
            String print = deletesOnly ? "" : Fingerprint.of(values).text();
            if (compare.found(rows.key(row), print) && !deletesOnly) {
                changed.add(values);
            }
        }
        if (changed.isEmpty()) {
            return;
        }
        ComparePage intended = compare.intended();
        if (intended.rows().size() > compare.before().rows().size()) {
            // A row that is published, forgotten by a crash, and gone before the next poll would never be deleted.
            intended.save(services().checkpoints(), name());
        }
        send(rows.columns(), changed).close();
    }

    private void confirm(TableRows rows) {
        PageCompare compare = current();
        Set<List<Object>> existing = new HashSet<>();
        for (int row = 0; row < rows.size(); row++) {
            existing.add(rows.key(row));
        }
        try (RecordPublisher publisher = publisher(deleteColumns())) {
            for (List<Object> key : compare.suspects(LOOKED_UP)) {
                if (existing.contains(key)) {
                    compare.cameBack(key);
                } else if (mayDelete(compare, key)) {
                    publisher.addDelete(deleteRow(key), 0);
                    compare.deleted(key);
                } else {
                    compare.postponed(key);
                }
            }
            publisher.flush();
        }
        if (!compare.hasSuspects()) {
            leave(compare);
        }
    }

    private boolean mayDelete(PageCompare compare, List<Object> key) {
        return !deletesOnly || compare.before().wasMissing(key) && (versionAgent.isEmpty() || highest != null);
    }

    private List<String> deleteColumns() {
        List<String> names = new ArrayList<>(keyColumns());
        if (highest != null) {
            names.add(SqlNames.unquoted(versionColumn).toUpperCase(Locale.ROOT));
        }
        return names;
    }

    private @Nullable Object[] deleteRow(List<Object> key) {
        @Nullable Object[] row = Arrays.copyOf(key.toArray(), key.size() + (highest == null ? 0 : 1));
        if (highest != null) {
            row[key.size()] = highest;
        }
        Arrays.setAll(row, i -> SourceValues.of(row[i]));
        return row;
    }

    private void leave(PageCompare compare) {
        if (inJournal && journal != null) {
            journal.done(compare);
            enterJournal(journal);
            return;
        }
        ComparePage now = compare.after();
        if (!now.isSame(compare.before())) {
            now.save(services().checkpoints(), name());
        }
        List<Object> upTo = now.upTo();
        page = null;
        if (upTo != null) {
            enter(upTo);
        } else if (journal != null) {
            enterJournal(journal);
        }
    }

    /** What the other agent published before this walk began: what of it the walk did not meet may be gone already. */
    private void enterJournal(JournalWalk walk) {
        inJournal = true;
        confirming = true;
        page = walk.next();
    }

    /** Enters the page that begins there; pages that have become small are made one first. */
    private void enter(@Nullable List<Object> after) {
        confirming = false;
        ComparePage entered = ComparePage.load(services().checkpoints(), name(), after);
        while (entered.upTo() != null) {
            ComparePage next = ComparePage.load(services().checkpoints(), name(), entered.upTo());
            if (entered.rows().size() + next.rows().size() > pageRows() / 2) {
                break;
            }
            entered = entered.with(next);
            entered.save(services().checkpoints(), name());
            services().checkpoints().delete(next.id(name()));
        }
        page = new PageCompare(entered);
    }

    /** A page may grow to twice its size before it is split, so that one more row does not split it with each poll. */
    private int limit(ComparePage before) {
        return before.rows().isEmpty() ? pageRows() : 2 * pageRows();
    }

    private String selected() {
        return deletesOnly ? String.join(", ", key()) : columns();
    }

    private PageCompare current() {
        return Objects.requireNonNull(page, "the poll is over");
    }
}
