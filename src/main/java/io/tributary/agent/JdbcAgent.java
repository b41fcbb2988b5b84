package io.tributary.agent;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Publishes the rows of a table that changed, by a version column (a timestamp, date or number that grows with every update).
 *
 * <p>Each poll starts an overlap before the highest version that was published, and pages by (version, key): rows that share a
 * version are never cut apart, and rows that were committed late, with a version that was passed already, are seen as long as
 * they are within the overlap. What is read again and has not changed is not published again.
 *
 * <p>It does not see deletes, rows that are committed later than the overlap, and rows without a version: {@link
 * JdbcCompareAgent} does.
 */
public final class JdbcAgent extends TableAgent {

    private static final Logger LOG = LoggerFactory.getLogger(JdbcAgent.class);

    private String versionColumn = "";
    private Duration overlap = Duration.ofMinutes(1);
    private long overlapNumber = 1_000;
    private String deletesAgent = "";
    private PublishedRows published = new PublishedRows(100_000);

    /** The highest version up to which everything was published; a poll starts an overlap before it. */
    private @Nullable Object checkpoint;

    /** The highest version that was published, also by a row that is dated in the future. */
    private @Nullable Object highest;

    /** Whether the checkpoint is further than the stored one. */
    private boolean moved;

    private @Nullable List<Object> after;
    private boolean more;

    /** The page that is being sent while the next one is read; null if there is none. */
    private @Nullable PageOnTheWay onTheWay;

    /**
     * A page of which all is sent, and not all is confirmed.
     *
     * @param reached where the checkpoint is when it is published
     */
    private record PageOnTheWay(
            RecordPublisher publisher, @Nullable Object reached) {}

    /** The column that orders the updates of the table; (version, key) should be an index. */
    public void setVersion(String version) {
        this.versionColumn = SqlNames.checked("version", version);
    }

    /** How much later than its version a row may be committed, for columns of times: {@code PT1M}. */
    public void setOverlap(String text) {
        try {
            overlap = Duration.parse(text);
        } catch (DateTimeParseException e) {
            throw wrong("overlap", text, "is no duration; one minute is PT1M");
        }
        if (overlap.isNegative()) {
            throw wrong("overlap", text, "is negative");
        }
    }

    /** How far behind the highest version a row may be committed, for columns of numbers. */
    public void setOverlapNumber(long overlapNumber) {
        if (overlapNumber < 0) {
            throw wrong("overlapNumber", overlapNumber, "is negative");
        }
        this.overlapNumber = overlapNumber;
    }

    /** How many rows of the overlap are remembered, so that they are not published with every poll. */
    public void setRememberedRows(int rows) {
        published = new PublishedRows(rows);
    }

    /** The compare agent with {@code deletesOnly} that publishes the deletes of this table; empty if there is none. */
    public void setDeletesAgent(String deletesAgent) {
        this.deletesAgent = deletesAgent;
    }

    @Override
    void inspect(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setMaxRows(1);
            try (ResultSet rows =
                    statement.executeQuery("SELECT 1 FROM " + table() + " WHERE " + versionColumn + " IS NULL")) {
                if (rows.next()) {
                    LOG.warn(
                            "agent {}: {} has rows without a {}; this agent does not see them, jdbc-compare-agent does",
                            name(),
                            table(),
                            versionColumn);
                }
            }
        }
    }

    @Override
    void beginPoll() {
        confirmEarlierPoll();
        published.doubt();
        if (checkpoint == null) {
            load();
        }
        after = null;
        more = true;
    }

    @Override
    boolean hasMorePages() {
        return more;
    }

    @Override
    SqlPages.Query query() {
        Object floor = checkpoint == null ? null : versions().floor(checkpoint);
        return pages().byVersion(columns(), versionColumn, floor, after, pageRows());
    }

    @Override
    void publish(TableRows rows) {
        // If this throws, the poll reads no other page, whatever the route does with that: it would go on behind rows
        // that are missing.
        more = false;
        confirm();
        if (rows.size() > 0) {
            List<Object> versions = rows.versions(versionColumn);
            publishChanged(rows, versions);
            advance(rows, versions);
        }
        more = rows.size() == pageRows();
    }

    @Override
    void endPoll() {
        confirm();
        if (moved && highest != null) {
            save(highest);
        }
    }

    /** A poll that failed may have left a page on its way: nothing of it may arrive while this one publishes. */
    private void confirmEarlierPoll() {
        try {
            confirm();
        } catch (PublishFailedException e) {
            LOG.info("agent {}: the last page of the poll that failed did not arrive either; it is read again", name());
        }
    }

    private void publishChanged(TableRows rows, List<Object> versions) {
        List<@Nullable Object[]> changed = new ArrayList<>();
        List<List<Object>> keys = new ArrayList<>();
        Object before = highest;
        Object reached = reached(versions);
        Object floor = reached == null ? null : versions().floor(reached);
        for (int row = 0; row < rows.size(); row++) {
            @Nullable Object[] values = rows.values(row);
            List<Object> key = rows.key(row);
            Object version = versions.get(row);
            boolean seenFirst = before == null || Versions.isAfter(version, before);
            if (seenFirst && floor != null && Versions.isAfter(floor, version)) {
                // Of a load this is nearly every row: behind the overlap when its page is through, so it is not read
                // again.
                published.forget(key);
                changed.add(values);
                keys.add(key);
            } else if (!published.isKnown(key, values)) {
                changed.add(values);
                keys.add(key);
            }
        }
        if (changed.isEmpty()) {
            moveCheckpoint(reached);
            return;
        }
        intend(versions, keys);
        onTheWay = new PageOnTheWay(send(rows.columns(), changed), reached);
    }

    /** Waits for the page on its way; only then it counts as published. */
    private void confirm() {
        PageOnTheWay page = onTheWay;
        if (page == null) {
            return;
        }
        onTheWay = null;
        page.publisher.close();
        published.confirm();
        moveCheckpoint(page.reached);
    }

    /**
     * Stored before it is published: the highest version, since a delete must never carry a lower one than its row did, and the
     * keys, for the agent that looks for deletes.
     */
    private void intend(List<Object> versions, List<List<Object>> keys) {
        if (!deletesAgent.isEmpty()) {
            new KeyJournal(services().checkpoints(), deletesAgent).append(keys);
        }
        Object before = highest;
        versions.forEach(version -> highest = Versions.later(highest, version));
        if (highest != null && !highest.equals(before)) {
            save(highest);
        }
    }

    /**
     * Moves, and never back: the pages of the overlap are behind the checkpoint. An empty page does not come here. It is stored with what the
     * next page intends, before that is published, or at the end of the poll.
     */
    private void moveCheckpoint(@Nullable Object reached) {
        if (reached != null && !reached.equals(checkpoint)) {
            checkpoint = reached;
            moved = true;
        }
    }

    /** Where the checkpoint is when these are published. */
    private @Nullable Object reached(List<Object> versions) {
        Instant now = services().clock().instant();
        // They are in order: the last plausible one is the highest.
        for (int row = versions.size() - 1; row >= 0; row--) {
            if (Versions.isPlausible(versions.get(row), now)) {
                return Versions.later(checkpoint, versions.get(row));
            }
        }
        return checkpoint;
    }

    private Versions versions() {
        return new Versions(overlap, overlapNumber);
    }

    private void advance(TableRows rows, List<Object> versions) {
        int last = rows.size() - 1;
        List<Object> reached = new ArrayList<>();
        reached.add(versions.get(last));
        reached.addAll(rows.key(last));
        if (reached.equals(after)) {
            throw new IllegalStateException("the database compares " + versionColumn + " " + reached
                    + " unlike it gives it, so that paging stands still; use a column of whole seconds or numbers");
        }
        after = reached;
    }

    private void load() {
        Map<String, Object> entry = services().checkpoints().load(name());
        if (entry != null) {
            checkpoint = value(entry.get("version"));
            highest = value(entry.get("highest"));
        }
    }

    private void save(Object highestVersion) {
        Map<String, Object> entry = new HashMap<>();
        entry.put("table", table());
        entry.put("highest", TypedValue.encode(highestVersion));
        if (checkpoint != null) {
            entry.put("version", TypedValue.encode(checkpoint));
        }
        services().checkpoints().save(name(), entry);
        moved = false;
    }

    private static @Nullable Object value(@Nullable Object text) {
        return text == null ? null : TypedValue.decode(text.toString());
    }

    /** The highest version that an agent of this kind has published, or null if it has published none. */
    static @Nullable Object highestPublished(CheckpointStore checkpoints, String agent) {
        Map<String, Object> entry = checkpoints.load(agent);
        return entry == null ? null : value(entry.get("highest"));
    }
}
