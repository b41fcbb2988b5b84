package io.tributary.api;

import com.mongodb.MongoExecutionTimeoutException;
import com.mongodb.client.MongoDatabase;
import io.tributary.projection.Meta;
import io.tributary.record.Key;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.bson.Document;
import org.bson.types.ObjectId;
import org.jspecify.annotations.Nullable;

/** Answers the requests for the documents of one projection or single view. */
final class ResourceReader {

    private final Resource resource;
    private final QueryParser parser;
    private final Documents documents;
    private final DocumentJson json;
    /** A document looks different when its definition changes, though its revision stays. */
    private final String shapeTag;

    ResourceReader(MongoDatabase database, Resource resource) {
        this.resource = resource;
        this.parser = new QueryParser(resource);
        this.documents = new Documents(database, resource);
        this.json = new DocumentJson(resource);
        this.shapeTag = Integer.toHexString(resource.shape().toString().hashCode());
    }

    static Map<String, ResourceReader> all(MongoDatabase database, Collection<Resource> resources) {
        Map<String, ResourceReader> readers = new LinkedHashMap<>();
        resources.forEach(it -> readers.put(it.name(), new ResourceReader(database, it)));
        return readers;
    }

    /** The names of resources with their addresses, as JSON. */
    static byte[] names(Collection<Resource> resources) {
        return Answer.json(json -> {
            json.writeStartObject();
            json.writeArrayFieldStart("items");
            for (Resource it : resources) {
                json.writeStartObject();
                json.writeStringField("name", it.name());
                json.writeStringField("href", it.path());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        });
    }

    /** The document whose key is the last segment of the path. */
    Answer one(Request request) {
        boolean meta = parser.one(Query.parse(request.query()));
        String id = request.fromEnd(0);
        Document document = documents.one(resource.id(key(id)));
        if (document == null) {
            throw Problem.notFound(resource.kind(), resource.name(), id);
        }
        String etag = etag(document, meta);
        if (request.has(etag)) {
            return new Answer(304, Answer.JSON, null, etag);
        }
        byte[] body = Answer.json(out -> json.write(out, document, meta));
        return new Answer(200, Answer.JSON, body, etag);
    }

    /** A page of documents. One more than asked for is read, so that the last page says that it is the last. */
    Answer list(Request request) {
        ListQuery query = parser.list(Query.parse(request.query()));
        Key after = query.after();
        List<Document> found;
        try {
            found = documents.list(query.filters(), after == null ? null : resource.id(after), query.limit() + 1);
        } catch (MongoExecutionTimeoutException e) {
            throw new Problem.Refusal(Problem.tooSlow(tooSlow(query)));
        }
        boolean more = found.size() > query.limit();
        List<Document> page = more ? found.subList(0, query.limit()) : found;
        return Answer.ok(Answer.json(out -> {
            out.writeStartObject();
            out.writeArrayFieldStart("items");
            for (Document document : page) {
                json.write(out, document, query.meta());
            }
            out.writeEndArray();
            if (more) {
                out.writeStringField("next", Cursor.of(resource, page.get(page.size() - 1)));
            }
            out.writeEndObject();
        }));
    }

    private Key key(String id) {
        try {
            return KeyText.parse(resource.keyTypes(), id);
        } catch (IllegalArgumentException e) {
            throw Problem.badRequest(
                    "id: " + e.getMessage() + "; the key is " + resource.keyed().key());
        }
    }

    private String tooSlow(ListQuery query) {
        String within = "the list took longer than " + Documents.MAX_TIME.toSeconds() + " s";
        return query.unindexed().isEmpty()
                ? within + "; ask for fewer documents with limit"
                : within + ": an index of collection " + resource.collection() + " on " + query.unindexed()
                        + " would help";
    }

    private @Nullable String etag(Document document, boolean meta) {
        return document.get(Meta.META) instanceof Document own && own.get(Meta.REVISION) instanceof ObjectId revision
                ? "\"" + revision.toHexString() + "-" + shapeTag + (meta ? "-meta\"" : "\"")
                : null;
    }
}
