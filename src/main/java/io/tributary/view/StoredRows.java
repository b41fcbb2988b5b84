package io.tributary.view;

import com.mongodb.client.MongoCollection;
import com.mongodb.client.MongoDatabase;
import com.mongodb.client.model.Filters;
import io.tributary.projection.Meta;
import io.tributary.record.Names;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.bson.Document;

/** Finds the documents of a view in the database; what is asked of each of its nodes is made once. */
final class StoredRows implements Finder {

    /** Documents in one answer of the server. */
    private static final int BATCH = 5_000;

    private final Map<ViewNode, Query> queries = new HashMap<>();

    /** Where the documents of a node are, and which of their fields are read. */
    private record Query(MongoCollection<Row> collection, Document fields) {}

    StoredRows(ViewPlan plan, MongoDatabase database, Names names) {
        queries.put(plan.base(), query(plan.base(), database, names));
        plan.joined().forEach(node -> queries.put(node, query(node, database, names)));
    }

    private static Query query(ViewNode node, MongoDatabase database, Names names) {
        Document fields = new Document("_id", 1).append(Meta.path(Meta.DELETED_AT), 1);
        node.fields().forEach(field -> fields.append(field, 1));
        MongoCollection<Row> collection = database.getCollection(
                        names.collection(node.source().name()))
                .withCodecRegistry(new RowCodec(node).registry())
                .withDocumentClass(Row.class);
        return new Query(collection, fields);
    }

    @Override
    public void find(ViewNode node, String path, List<Object> in, Consumer<Row> consumer) {
        Query query = Objects.requireNonNull(queries.get(node));
        query.collection()
                .find(Filters.in(path, in))
                .projection(query.fields())
                .batchSize(BATCH)
                .forEach(consumer);
    }
}
