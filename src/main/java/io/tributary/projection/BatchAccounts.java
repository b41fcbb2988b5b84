package io.tributary.projection;

import com.mongodb.client.MongoCollection;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * The books: one document per record batch and projection says what became of its rows, and is written once, however often the
 * batch is delivered. So the rows that agents read add up with what happened to them (I1), across crashes and processes. A TTL
 * index removes the documents after the longest time that a message can live.
 */
public final class BatchAccounts {

    /** Counter of rows, with the tags {@code topic}, {@code projection} and {@code outcome}. */
    public static final String ROWS = "tributary.updater.rows";

    /** Counter of values that {@code onInvalid} let pass, with the tags {@code topic}, {@code projection} and {@code field}. */
    public static final String REPLACED = "tributary.updater.replaced";

    /** Counter of rejected records that were sent again and are rejected no more, with the same tags. */
    public static final String REPLAYED = "tributary.updater.replayed";

    private final MongoCollection<Document> collection;
    private final MeterRegistry meters;
    private final Clock clock;
    private final UnknownColumns unknown;

    public BatchAccounts(MongoCollection<Document> collection, MeterRegistry meters, Clock clock) {
        this.collection = collection;
        this.meters = meters;
        this.clock = clock;
        this.unknown = new UnknownColumns(meters);
    }

    /** Where columns are noted that no field takes. */
    UnknownColumns unknown() {
        return unknown;
    }

    /**
     * One entry of the books.
     *
     * @param batch identifies the batch over redeliveries: source and first read sequence, or the message's id
     * @param replayOf null, or when the record was first rejected that was sent again and is now taken back from the rejected ones: the
     *     entry leaves the books together with the one that it mends
     */
    public record Entry(
            String topic,
            String projection,
            String batch,
            Account account,
            @Nullable Date replayOf) {

        public Entry(String topic, String projection, String batch, Account account) {
            this(topic, projection, batch, account, null);
        }

        Document document(Clock clock) {
            return new Document("_id", projection + "|" + batch)
                    .append("topic", topic)
                    .append("projection", projection)
                    .append("written", account.written())
                    .append("unchanged", account.unchanged())
                    .append("stale", account.stale())
                    .append("rejected", account.rejected())
                    .append("bookedAt", replayOf == null ? Date.from(clock.instant()) : replayOf);
        }
    }

    /**
     * Books batches; those that were booked before are passed over.
     *
     * @throws com.mongodb.MongoException if the database fails
     */
    public void book(List<Entry> entries) {
        List<Document> documents = new ArrayList<>(entries.size());
        entries.forEach(entry -> documents.add(entry.document(clock)));
        Set<Integer> booked = Once.insert(collection, documents);
        for (int i = 0; i < entries.size(); i++) {
            if (!booked.contains(i)) {
                count(entries.get(i));
            }
        }
    }

    /** The sums per topic and projection, {@code topic -> projection -> account}, over all processes. */
    public Map<String, Map<String, Account>> totals() {
        Map<String, Map<String, Account>> totals = new LinkedHashMap<>();
        collection.find().forEach(booked -> totals.computeIfAbsent(
                        booked.getString("topic"), topic -> new LinkedHashMap<>())
                .merge(
                        booked.getString("projection"),
                        new Account(
                                booked.getInteger("written"),
                                booked.getInteger("unchanged"),
                                booked.getInteger("stale"),
                                booked.getInteger("rejected")),
                        Account::plus));
        return totals;
    }

    /** Counts invalid values that became nothing or their field's default, by field. */
    public void replaced(String topic, String projection, Map<String, Integer> byField) {
        byField.forEach(
                (field, values) -> meters.counter(REPLACED, "topic", topic, "projection", projection, "field", field)
                        .increment(values));
    }

    private void count(Entry entry) {
        count(entry, "written", entry.account().written());
        count(entry, "unchanged", entry.account().unchanged());
        count(entry, "stale", entry.account().stale());
        count(entry, "rejected", entry.account().rejected());
    }

    private void count(Entry entry, String outcome, int rows) {
        if (rows > 0) {
            String counter = entry.replayOf() == null ? ROWS : REPLAYED;
            meters.counter(counter, "topic", entry.topic(), "projection", entry.projection(), "outcome", outcome)
                    .increment(rows);
        }
    }
}
