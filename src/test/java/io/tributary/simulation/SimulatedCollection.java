package io.tributary.simulation;

import com.mongodb.MongoBulkWriteException;
import com.mongodb.MongoSocketReadException;
import com.mongodb.MongoTimeoutException;
import com.mongodb.MongoWriteException;
import com.mongodb.ServerAddress;
import com.mongodb.WriteError;
import com.mongodb.bulk.BulkWriteError;
import com.mongodb.bulk.BulkWriteResult;
import com.mongodb.client.model.InsertOneModel;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.UpdateOneModel;
import com.mongodb.client.model.WriteModel;
import com.mongodb.client.result.UpdateResult;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Supplier;
import org.bson.BsonDocument;
import org.bson.Document;
import org.bson.conversions.Bson;

/**
 * One collection. A find is a step, and between two of the documents that it finds others may write, as on a server that yields, or
 * between the batches of a cursor. A bulk is a step per write: others see some of its writes before the rest is done.
 */
final class SimulatedCollection {

    private static final int DUPLICATE_KEY = 11000;
    private static final int NO_OBJECT = 1;
    private static final ServerAddress SERVER = new ServerAddress();

    private final String name;
    private final Scheduler scheduler;
    private final Chance chance;
    private final Coverage coverage;
    private final Map<Object, Document> documents = new HashMap<>();
    private final List<Object> ids = new ArrayList<>();

    SimulatedCollection(String name, Scheduler scheduler, Chance chance, Coverage coverage) {
        this.name = name;
        this.scheduler = scheduler;
        this.chance = chance;
        this.coverage = coverage;
    }

    /** All documents, without a step: for those who look at the end. */
    Collection<Document> all() {
        return documents.values();
    }

    /** The documents that a filter finds, read one by one, those of one value of an {@code $in} after those of another. */
    Iterator<Document> find(Bson bson, Document projection) {
        Document filter = Matching.plain(bson);
        step("find", () -> filter.toString());
        return new Found(filter, projection);
    }

    private final class Found implements Iterator<Document> {

        private final Document filter;
        private final Document projection;
        private final Iterator<?> scans;
        private final String path;
        private final Set<Object> seen = new HashSet<>();
        private Iterator<Object> scan = List.of().iterator();
        private Document scanned;
        private Document next;
        private boolean first = true;

        Found(Document filter, Document projection) {
            this.filter = filter;
            this.projection = projection;
            this.path = filter.size() == 1 ? filter.keySet().iterator().next() : "";
            List<?> in = filter.size() == 1
                            && filter.get(path) instanceof Document operators
                            && operators.get("$in") instanceof List<?> values
                    ? values
                    : null;
            this.scans = in == null ? List.of(filter).iterator() : in.iterator();
        }

        @Override
        public boolean hasNext() {
            if (next == null) {
                next = advance();
            }
            return next != null;
        }

        @Override
        public Document next() {
            if (!hasNext()) {
                throw new java.util.NoSuchElementException();
            }
            Document found = next;
            next = null;
            return found;
        }

        private Document advance() {
            while (true) {
                while (scan.hasNext()) {
                    Object id = scan.next();
                    if (!seen.contains(id) && Matching.matches(documents.get(id), scanned)) {
                        if (!first && chance.percent(15)) {
                            step("goes on to find", () -> String.valueOf(id));
                        }
                        first = false;
                        // Others may have written it meanwhile.
                        if (Matching.matches(documents.get(id), scanned)) {
                            seen.add(id);
                            return Matching.project(documents.get(id), projection);
                        }
                    }
                }
                if (!scans.hasNext()) {
                    return null;
                }
                Object value = scans.next();
                scanned = value == filter ? filter : new Document(path, value);
                scan = List.copyOf(ids).iterator();
            }
        }
    }

    /** An unordered bulk. */
    BulkWriteResult bulkWrite(List<? extends WriteModel<? extends Document>> writes) {
        if (chance.happens(Fault.OUTAGE)) {
            throw new MongoTimeoutException("no connection");
        }
        List<BulkWriteError> errors = new ArrayList<>();
        int inserted = 0;
        int matched = 0;
        for (int i = 0; i < writes.size(); i++) {
            if (writes.get(i) instanceof InsertOneModel<? extends Document> insert) {
                inserted += insert(insert.getDocument(), i, errors);
            } else if (writes.get(i) instanceof UpdateOneModel<? extends Document> update) {
                matched += replaceByPipeline(update, i, errors);
            } else {
                matched += replace((ReplaceOneModel<? extends Document>) writes.get(i));
            }
        }
        return result(inserted, matched, errors);
    }

    void insertMany(List<? extends Document> inserts) {
        List<BulkWriteError> errors = new ArrayList<>();
        int inserted = 0;
        for (int i = 0; i < inserts.size(); i++) {
            inserted += insert(inserts.get(i), i, errors);
        }
        result(inserted, 0, errors);
    }

    void insertOne(Document document) {
        List<BulkWriteError> errors = new ArrayList<>();
        insert(document, 0, errors);
        lose();
        if (!errors.isEmpty()) {
            WriteError error = new WriteError(DUPLICATE_KEY, "E11000 duplicate key", new BsonDocument());
            throw new MongoWriteException(error, SERVER, Set.of());
        }
    }

    /** Sets fields of one document. */
    UpdateResult updateOne(Bson bson, Bson update) {
        Document filter = Matching.plain(bson);
        Document set = Matching.plain(update).get("$set", Document.class);
        step("update", () -> filter + " by " + set);
        Document stored = documents.values().stream()
                .filter(document -> Matching.matches(document, filter))
                .findFirst()
                .orElse(null);
        if (stored != null) {
            set.forEach((path, value) -> Matching.set(stored, path, value));
        } else {
            coverage.add(Coverage.Event.LOST_RACE);
        }
        lose();
        return UpdateResult.acknowledged(stored == null ? 0 : 1, null, null);
    }

    private void lose() {
        if (chance.happens(Fault.LOST_ANSWER)) {
            throw new MongoSocketReadException("timeout", SERVER);
        }
    }

    private BulkWriteResult result(int inserted, int matched, List<BulkWriteError> errors) {
        lose();
        BulkWriteResult result = BulkWriteResult.acknowledged(inserted, matched, 0, matched, List.of(), List.of());
        if (!errors.isEmpty()) {
            throw new MongoBulkWriteException(result, errors, null, SERVER, Set.of());
        }
        return result;
    }

    private int insert(Document document, int index, List<BulkWriteError> errors) {
        step("insert", document::toString);
        Object id = Objects.requireNonNull(Matching.copy(document.get("_id")));
        if (documents.containsKey(id)) {
            coverage.add(Coverage.Event.LOST_RACE);
            errors.add(new BulkWriteError(DUPLICATE_KEY, "E11000 duplicate key", new BsonDocument(), index));
            return 0;
        }
        documents.put(id, (Document) Matching.copy(document));
        ids.add(id);
        return 1;
    }

    private int replace(ReplaceOneModel<? extends Document> replace) {
        Document filter = Matching.plain(replace.getFilter());
        step("replace", () -> filter + " by " + replace.getReplacement());
        Object id = replace.getReplacement().get("_id");
        Document stored = documents.get(id);
        if (stored == null || !Matching.matches(stored, filter)) {
            if (stored == null && replace.getReplaceOptions().isUpsert()) {
                documents.put(id, (Document) Matching.copy(replace.getReplacement()));
                ids.add(id);
                return 0;
            }
            coverage.add(Coverage.Event.LOST_RACE);
            return 0;
        }
        documents.put(id, (Document) Matching.copy(replace.getReplacement()));
        return 1;
    }

    /** As {@code Guard.PIPELINE} writes it: what is no document, a server does not put in the place of one. */
    private int replaceByPipeline(UpdateOneModel<? extends Document> update, int index, List<BulkWriteError> errors) {
        Object id = Matching.plain(update.getFilter()).get("_id");
        List<Object> cases = Matching.plain(
                        Objects.requireNonNull(update.getUpdatePipeline()).get(0))
                .get("$replaceWith", Document.class)
                .getList("$cond", Object.class);
        List<Object> equal = ((Document) cases.get(0)).getList("$eq", Object.class);
        Document replacement = ((Document) cases.get(1)).get("$literal", Document.class);
        Document expected = new Document(equal.get(0).toString().substring(1), equal.get(1));
        step("replace", () -> id + " " + expected + " by " + replacement);
        Document stored = documents.get(id);
        Object otherwise = cases.get(2);
        if (stored != null && Matching.matches(stored, expected)) {
            documents.put(id, replacement);
            return 1;
        }
        if (stored != null && otherwise instanceof Document document) {
            documents.put(id, document.get("$literal", Document.class));
            return 1;
        }
        coverage.add(Coverage.Event.LOST_RACE);
        coverage.add(Coverage.Event.LOST_IN_PIPELINE);
        if (stored != null) {
            errors.add(new BulkWriteError(
                    NO_OBJECT, "The expression 'newRoot' must produce an object value", new BsonDocument(), index));
        }
        return 0;
    }

    private void step(String what, Supplier<String> detail) {
        scheduler.step(what + " " + name, detail);
        if (what.equals("find") && chance.happens(Fault.OUTAGE)) {
            throw new MongoTimeoutException("no connection");
        }
    }
}
