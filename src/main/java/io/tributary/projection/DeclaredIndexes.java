package io.tributary.projection;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.IndexOptions;
import io.tributary.definition.Join;
import io.tributary.definition.ProjectionDefinition;
import io.tributary.definition.ProjectionDefinition.Expiry;
import io.tributary.definition.ProjectionDefinition.Index;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.bson.Document;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The indexes that a definition asks for. They have names of our own, so that those can be told that are declared no more: an ordinary one
 * stays and is reported, since a process with other definitions may need it; one that removes documents is dropped at once, since what it
 * removes nobody brings back.
 */
final class DeclaredIndexes {

    static final String PREFIX = "tributary_";

    private static final Logger LOG = LoggerFactory.getLogger(DeclaredIndexes.class);

    private static final String EXPIRE = "expireAfterSeconds";
    private static final int INDEX_NOT_FOUND = 27;

    /** Amazon DocumentDB has the shortest limit: 63 characters for the names of collection and index together. */
    private static final int LONGEST_NAME = 40;

    private final ProjectionDefinition projection;
    private final MongoCollection<Document> collection;

    DeclaredIndexes(ProjectionDefinition projection, MongoCollection<Document> collection) {
        this.projection = projection;
        this.collection = collection;
    }

    /** Makes those that are missing. May be done again, and by several processes at once. */
    void make() {
        List<Document> present = collection.listIndexes().into(new ArrayList<>());
        Map<String, Document> wanted = new LinkedHashMap<>();
        projection.indexes().forEach(index -> {
            Document keys = keys(index);
            wanted.put(name(keys), keys);
        });
        wanted.forEach((name, keys) -> {
            // One of the same fields that somebody made by hand does as well; the server would refuse a second one.
            if (present.stream().noneMatch(index -> same(index.get("key", Document.class), keys))) {
                collection.createIndex(keys, new IndexOptions().name(name));
            }
        });
        Expiry expiry = projection.expiry();
        if (expiry != null) {
            wanted.put(expire(expiry, present), new Document());
        }
        present.stream()
                .filter(index -> index.getString("name").startsWith(PREFIX))
                .filter(index -> !wanted.containsKey(index.getString("name")))
                .forEach(this::undeclared);
    }

    private String expire(Expiry expiry, List<Document> present) {
        Document keys = new Document(expiry.field(), 1);
        String name = PREFIX + "expire_" + name(keys).substring(PREFIX.length());
        long seconds = expiry.after().toSeconds();
        for (Document index : present) {
            boolean same = index.get(EXPIRE) instanceof Number number && number.longValue() == seconds;
            if (same(index.get("key", Document.class), keys) && !same) {
                drop(index.getString("name"));
            }
        }
        collection.createIndex(keys, new IndexOptions().name(name).expireAfter(seconds, TimeUnit.SECONDS));
        return name;
    }

    private void undeclared(Document index) {
        String name = index.getString("name");
        if (index.containsKey(EXPIRE)) {
            drop(name);
            LOG.info("projection {}: documents expire no more; the index {} is dropped", projection.name(), name);
        } else {
            LOG.info(
                    "projection {}: the index {} is declared no more and still costs every write; drop it when no process has the old"
                            + " definition: db.{}.dropIndex(\"{}\")",
                    projection.name(),
                    name,
                    collection.getNamespace().getCollectionName(),
                    name);
        }
    }

    /** Another process may have been quicker. */
    private void drop(String name) {
        try {
            collection.dropIndex(name);
        } catch (MongoCommandException e) {
            if (e.getErrorCode() != INDEX_NOT_FOUND) {
                throw e;
            }
        }
    }

    private static Document keys(Index index) {
        Document keys = new Document();
        for (Join.Sort sort : index.fields()) {
            keys.append(sort.field(), sort.descending() ? -1 : 1);
        }
        return keys;
    }

    /** {@code tributary_country_1_since_-1}, or a fingerprint where that is too long. */
    private static String name(Document keys) {
        StringBuilder name = new StringBuilder();
        keys.forEach((field, direction) ->
                name.append(name.isEmpty() ? "" : "_").append(field).append('_').append(direction));
        return PREFIX
                + (name.length() <= LONGEST_NAME
                        ? name
                        : UUID.nameUUIDFromBytes(name.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static boolean same(Document left, Document right) {
        return List.copyOf(left.keySet()).equals(List.copyOf(right.keySet()))
                && left.keySet().stream()
                        .allMatch(field -> left.get(field) instanceof Number one
                                && right.get(field) instanceof Number other
                                && one.intValue() == other.intValue());
    }
}
