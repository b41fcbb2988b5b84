package io.tributary.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.cast.CastRecord;
import io.tributary.record.Key;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.Date;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.bson.Document;
import org.jspecify.annotations.Nullable;

/**
 * Writes the records of one projection: coalesce per key, read what is stored, decide, compare-and-set, decide again what lost the
 * race (DESIGN.md section 5, steps 2 to 5).
 */
public final class ProjectionWriter {

    /** Losing this often in a row means that something else is wrong than two writers at a time. */
    private static final int ATTEMPTS = 30;

    /**
     * Bounds a query, a bulk and the stored documents in memory, however many messages were gathered (I7). What was read is decided
     * and written while it is in the processor's cache: 2,000 cost the updater a quarter more, and the server no less.
     */
    private static final int KEYS_AT_A_TIME = 500;

    private final ProjectionLayout layout;
    private final MongoCollection<Document> collection;
    private final CompareAndSet writes;
    private final WriteDecision decision;
    private final Clock clock;

    /**
     * A writer.
     *
     * @param database the database, with majority write concern
     * @param collection the name of the projection's collection
     * @param keep how long tombstones and past references are kept: longer than a message can live
     */
    public ProjectionWriter(
            ProjectionLayout layout, MongoDatabase database, String collection, Duration keep, Clock clock) {
        this.layout = layout;
        this.collection = database.getCollection(collection);
        this.writes = CompareAndSet.seldomContended(database, collection);
        References references = new References(List.of(layout.references()), keep);
        this.decision = layout.merges() ? new MergeFields(layout, references) : new ReplaceIfNewer(layout, references);
        this.clock = clock;
    }

    /**
     * Writes records in any order.
     *
     * @param records the records, of this projection
     * @param source who sent them, kept with the documents
     * @return what has to be notified, and the outcome of every record
     * @throws com.mongodb.MongoException if the database fails: then some may be written, and all are to be written again
     * @throws IllegalStateException if a key is contended beyond reason
     */
    public Written write(List<CastRecord> records, String source) {
        Written written = Written.nothing();
        Map<Key, List<CastRecord>> chunk = new LinkedHashMap<>();
        byKey(records).forEach((key, same) -> {
            chunk.put(key, same);
            if (chunk.size() == KEYS_AT_A_TIME) {
                write(new LinkedHashMap<>(chunk), source, written);
                chunk.clear();
            }
        });
        write(chunk, source, written);
        return written;
    }

    private void write(Map<Key, List<CastRecord>> keys, String source, Written written) {
        Map<Key, List<CastRecord>> todo = keys;
        for (int attempt = 0; !todo.isEmpty(); attempt++) {
            if (attempt == ATTEMPTS) {
                todo = refuseDuplicates(todo, written);
            }
            if (attempt == ATTEMPTS && !todo.isEmpty()) {
                throw new ContentionException(
                        "projection " + layout.definition().name() + ": " + todo.size()
                                + " keys were changed by others " + ATTEMPTS + " times in a row, first "
                                + todo.keySet().iterator().next());
            }
            todo = attempt(todo, source, written);
        }
    }

    /** An insert that always loses though nobody has the key meets another unique index, which somebody made. */
    private Map<Key, List<CastRecord>> refuseDuplicates(Map<Key, List<CastRecord>> todo, Written written) {
        Map<Object, Stored> stored = read(todo.keySet());
        Map<Key, List<CastRecord>> contended = new LinkedHashMap<>();
        todo.forEach((key, records) -> {
            if (stored.containsKey(BsonValues.comparable(BsonValues.id(layout.definition(), key)))) {
                contended.put(key, records);
            } else {
                records.forEach(record -> written.refuse(
                        record,
                        "the database refuses it as a duplicate (code 11000), and no document has its key: the collection has"
                                + " another unique index"));
            }
        });
        return contended;
    }

    /** One round over all keys; returns those that lost the race. */
    private Map<Key, List<CastRecord>> attempt(Map<Key, List<CastRecord>> todo, String source, Written written) {
        Instant now = clock.instant();
        Map<Object, Stored> stored = read(todo.keySet());
        Map<Object, Key> keys = new HashMap<>();
        Map<Key, Folded> folded = new LinkedHashMap<>();
        List<CompareAndSet.Write> documents = new ArrayList<>();
        todo.forEach((key, records) -> {
            Object id = BsonValues.id(layout.definition(), key);
            Stored before = stored.get(BsonValues.comparable(id));
            Folded result = fold(records, before, now);
            folded.put(key, result);
            keys.put(id, key);
            if (result.document() != null) {
                Document meta = result.document().get(Meta.META, Document.class);
                meta.append(Meta.SOURCE, source).append(Meta.WRITTEN_AT, Date.from(now));
                documents.add(new CompareAndSet.Write(result.document(), before == null ? null : before.revision()));
            }
        });
        Map<Key, Refusal> refused = new LinkedHashMap<>();
        Set<Object> lost = writes.write(documents, (write, refusal) -> refused.put(keys.get(write.id()), refusal));
        Map<Key, List<CastRecord>> again = new LinkedHashMap<>();
        lost.forEach(id -> {
            Key key = keys.get(id);
            again.put(key, todo.get(key));
            folded.remove(key);
        });
        refused.keySet().forEach(folded::remove);
        folded.forEach((key, result) -> written.add(result.records(), result.decisions()));
        refused.forEach((key, refusal) -> refuse(key, todo.getOrDefault(key, List.of()), refusal, source, written));
        return again;
    }

    /** Of several records of a key only one is at fault: each is written by itself, the older first. */
    private void refuse(Key key, List<CastRecord> records, Refusal refusal, String source, Written written) {
        if (records.size() == 1) {
            written.refuse(records.get(0), refusal.describe());
            return;
        }
        records.forEach(record -> write(Map.of(key, List.of(record)), source, written));
    }

    private Map<Object, Stored> read(Collection<Key> keys) {
        List<Object> ids = keys.stream()
                .map(key -> BsonValues.id(layout.definition(), key))
                .toList();
        Map<Object, Stored> stored = new HashMap<>();
        // In one answer, up to its 16 MB: the server would give the first hundred and keep a cursor for the rest. One
        // more than
        // there are, or it keeps one that is at its end.
        collection.find(Filters.in("_id", ids)).batchSize(ids.size() + 1).forEach(document -> {
            Stored found = new Stored(document);
            stored.put(BsonValues.comparable(found.id()), found);
        });
        return stored;
    }

    /**
     * Applies the records of one key in the order of their versions. Where the newest replaces the rest, only it is decided: the
     * others are as stale as if they had come later.
     */
    private Folded fold(List<CastRecord> records, @Nullable Stored before, Instant now) {
        Stored current = before;
        Document document = null;
        List<Decision> decisions = new ArrayList<>(records.size());
        for (CastRecord record : layout.merges() ? records : records.subList(records.size() - 1, records.size())) {
            Decision decided = decision.decide(record, current, now);
            decisions.add(decided);
            if (decided.document() != null) {
                document = decided.document();
                current = new Stored(document);
            }
        }
        return new Folded(document, records, decisions);
    }

    private static Map<Key, List<CastRecord>> byKey(List<CastRecord> records) {
        Map<Key, List<CastRecord>> byKey = new LinkedHashMap<>();
        boolean sort = false;
        for (CastRecord record : records) {
            List<CastRecord> same = byKey.computeIfAbsent(record.key(), key -> new ArrayList<>(1));
            same.add(record);
            sort |= same.size() > 1;
        }
        if (sort) {
            Comparator<CastRecord> order = Ties.NEWEST_LAST;
            byKey.values().forEach(same -> same.sort(order));
        }
        return byKey;
    }

    /** What all records of one key did together. */
    private record Folded(@Nullable Document document, List<CastRecord> records, List<Decision> decisions) {}
}
