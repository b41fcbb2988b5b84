package io.tributary.projection;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.Sorts;
import io.tributary.definition.DocumentSource;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.bson.Document;
import org.bson.conversions.Bson;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Gives references to the documents that were written before a view joined on their fields. Without them neither the way down nor
 * the way back finds these documents. Each is written by compare-and-set, beside a running updater; several processes that do it at
 * once, or one that does it again after a crash, find less to do.
 */
public final class ReferenceBackfill {

    private static final Logger LOG = LoggerFactory.getLogger(ReferenceBackfill.class);

    private static final int PAGE = 500;

    private final DocumentSource source;
    private final References references;
    private final MongoCollection<Document> collection;
    private final CompareAndSet writes;
    private final DefinitionMarkers markers;
    private final Clock clock;

    /**
     * The backfill of one projection or view.
     *
     * @param references what its documents keep references of
     * @param database the database, with majority write concern
     * @param collection the name of its collection
     */
    public ReferenceBackfill(
            DocumentSource source,
            References references,
            MongoDatabase database,
            String collection,
            DefinitionMarkers markers,
            Clock clock) {
        this.source = source;
        this.references = references;
        this.collection = database.getCollection(collection);
        this.writes = CompareAndSet.seldomContended(database, collection);
        this.markers = markers;
        this.clock = clock;
    }

    /**
     * Makes sure that every document has its references. One query where that is known.
     *
     * @return how many documents were given some
     * @throws com.mongodb.MongoException if the database fails: then it is to be run again
     */
    public long run() {
        List<String> wanted = references.fields();
        Set<String> known = markers.references(source.name());
        if (known.equals(Set.copyOf(wanted))) {
            return 0;
        }
        // A field that is a reference no more leaves the marker: what is written from now on lacks it.
        long filled = known.containsAll(wanted) ? 0 : fill();
        markers.references(source.name(), wanted);
        return filled;
    }

    private long fill() {
        Bson lacking = Filters.or(references.fields().stream()
                .map(field -> Filters.exists(Meta.reference(field), false))
                .toList());
        long filled = 0;
        List<Document> page = page(lacking, null);
        if (!page.isEmpty()) {
            LOG.info("{}: stored documents are given references of {}", source.name(), references.fields());
        }
        while (!page.isEmpty()) {
            Object last = page.get(page.size() - 1).get("_id");
            List<Document> todo = page;
            while (!todo.isEmpty()) {
                Set<Object> lost = write(todo);
                filled += todo.size() - lost.size();
                // Whoever was quicker may still be a process with older definitions: look again.
                todo = lost.isEmpty() ? List.of() : find(Filters.and(Filters.in("_id", lost), lacking));
            }
            page = page(lacking, last);
        }
        if (filled > 0) {
            LOG.info("{}: {} documents were given references", source.name(), filled);
        }
        return filled;
    }

    private Set<Object> write(List<Document> documents) {
        List<CompareAndSet.Write> filled = new ArrayList<>(documents.size());
        for (Document document : documents) {
            Stored stored = new Stored(document);
            CompareAndSet.Write write = new CompareAndSet.Write(document, stored.revision());
            references.write(stored.meta(), references.present(source, document), stored, clock.instant());
            filled.add(write);
        }
        return writes.write(filled);
    }

    private List<Document> page(Bson lacking, @Nullable Object after) {
        return find(after == null ? lacking : Filters.and(Filters.gt("_id", after), lacking));
    }

    private List<Document> find(Bson filter) {
        return collection.find(filter).sort(Sorts.ascending("_id")).limit(PAGE).into(new ArrayList<>());
    }
}
