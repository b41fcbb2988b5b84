package io.tributary.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.CountOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Projections;
import com.mongodb.client.model.Sorts;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.bson.Document;

/** The rejected records that are kept, for those who look at them, send them again or drop them. */
public final class RejectedArchive {

    /** Records that are in memory at a time. */
    private static final int PAGE = 500;

    /** Groups that are told apart; a cast of one's own may have a reason for every record. */
    private static final int MOST_GROUPS = 1_000;

    private static final String OTHERS = "(other reasons)";

    private static final BulkWriteOptions UNORDERED = new BulkWriteOptions().ordered(false);

    private final MongoCollection<Document> collection;
    private final Clock clock;

    public RejectedArchive(MongoCollection<Document> collection, Clock clock) {
        this.collection = collection;
        this.clock = clock;
    }

    /** Records with the same mistake. */
    public record Group(String topic, String projection, String problem) {}

    /** How many there are, counted no further than {@code most}. */
    public int count(RejectedFilter filter, int most) {
        if (!filter.isQuery()) {
            return groups(filter).values().stream().mapToInt(Integer::intValue).sum();
        }
        return Math.toIntExact(collection.countDocuments(filter.query(), new CountOptions().limit(most)));
    }

    /** The newest. */
    public List<KeptRecord> newest(RejectedFilter filter, int limit) {
        List<KeptRecord> newest = new ArrayList<>();
        try (var cursor = collection
                .find(filter.query())
                .sort(Sorts.descending(RejectedRecords.REJECTED_AT))
                .batchSize(PAGE)
                .limit(filter.isQuery() ? limit : 0)
                .iterator()) {
            while (cursor.hasNext() && newest.size() < limit) {
                Document record = cursor.next();
                if (filter.matches(record)) {
                    newest.add(new KeptRecord(record));
                }
            }
        }
        return newest;
    }

    /** How many there are of each mistake, the most frequent first. */
    public Map<Group, Integer> groups(RejectedFilter filter) {
        Map<Group, Integer> counts = new LinkedHashMap<>();
        collection
                .find(filter.query())
                .projection(Projections.include("topic", RejectedRecords.PROJECTION, "problem", "reason"))
                .forEach(record -> {
                    if (filter.matches(record)) {
                        counts.merge(group(record, counts), 1, Integer::sum);
                    }
                });
        Map<Group, Integer> sorted = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<Group, Integer>comparingByValue().reversed())
                .forEach(entry -> sorted.put(entry.getKey(), entry.getValue()));
        return sorted;
    }

    private static Group group(Document record, Map<Group, Integer> known) {
        String topic = record.getString("topic");
        String projection = record.getString(RejectedRecords.PROJECTION);
        Group group = new Group(topic, projection, record.getString("problem"));
        return known.containsKey(group) || known.size() < MOST_GROUPS ? group : new Group(topic, projection, OTHERS);
    }

    /** All of them, some at a time, in the order of source and read sequence. */
    public void forEachPage(RejectedFilter filter, Consumer<List<KeptRecord>> page) {
        String last = "";
        while (true) {
            List<Document> read = collection
                    .find(Filters.and(filter.query(), Filters.gt("_id", last)))
                    .sort(Sorts.ascending("_id"))
                    .limit(PAGE)
                    .into(new ArrayList<>());
            List<KeptRecord> matching =
                    read.stream().filter(filter::matches).map(KeptRecord::new).toList();
            if (!matching.isEmpty()) {
                page.accept(matching);
            }
            if (read.size() < PAGE) {
                return;
            }
            last = read.get(read.size() - 1).getString("_id");
        }
    }

    /**
     * Notes that records were sent again. Of one that was rejected again meanwhile nothing is noted: nothing of it is on its way.
     */
    void replayed(Collection<KeptRecord> records) {
        Date now = Date.from(clock.instant());
        List<WriteModel<Document>> marks = new ArrayList<>();
        for (KeptRecord record : records) {
            marks.add(new UpdateOneModel<>(
                    Filters.and(Filters.eq("_id", record.id()), Filters.eq(RejectedRecords.REPLAYS, record.replays())),
                    new Document("$set", new Document(RejectedRecords.REPLAYED_AT, now))));
        }
        if (!marks.isEmpty()) {
            collection.bulkWrite(marks, UNORDERED);
        }
    }

    /**
     * Forgets records for good.
     *
     * @param before sees them before they are gone
     * @return how many
     */
    public long drop(RejectedFilter filter, Consumer<List<KeptRecord>> before) {
        long[] dropped = new long[1];
        forEachPage(filter, page -> {
            before.accept(page);
            dropped[0] += collection
                    .deleteMany(
                            Filters.in("_id", page.stream().map(KeptRecord::id).toList()))
                    .getDeletedCount();
        });
        return dropped[0];
    }

    /** The first reasons of an agent's records, for whoever has to find out what is wrong. */
    public List<String> reasons(String source, int most) {
        return newest(RejectedFilter.ofSource(source), PAGE).stream()
                .sorted(Comparator.comparing(KeptRecord::sequence))
                .map(KeptRecord::reason)
                .distinct()
                .limit(most)
                .toList();
    }
}
