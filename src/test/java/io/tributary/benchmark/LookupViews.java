package io.tributary.benchmark;

import com.mongodb.MongoCommandException;
import com.mongodb.client.MongoCollection;
import com.mongodb.client.model.BulkWriteOptions;
import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.bson.BsonArray;
import org.bson.BsonDocument;
import org.bson.BsonInt64;
import org.bson.BsonValue;
import org.bson.Document;

/**
 * The server joins: one pipeline with {@code $lookup} gives the views, which are written back. Of the forms that give the same view
 * this is the fastest one on DocumentDB, where a lookup within the pipeline of another takes half a second for each view. A server that
 * cannot sort arrays gets the next best, with {@code $unwind} and {@code $group}.
 */
final class LookupViews implements PlainViews.Maker {

    static final PlainViews PER_KEY = new PlainViews(
            "$lookup per key",
            "one aggregation pipeline, all items in one lookup, and one replaceOne upsert for each view; builder threads: "
                    + PlainViews.THREADS,
            LookupViews.LACKS,
            new LookupViews(1));

    static final PlainViews PER_BATCH = new PlainViews(
            "$lookup per batch",
            "one aggregation pipeline with `$in`, all items in one lookup, and one unordered bulk of replaceOne upserts for "
                    + PlainViews.CHUNK + " views; builder threads: " + PlainViews.THREADS,
            LookupViews.LACKS,
            new LookupViews(PlainViews.CHUNK));

    private static final String LACKS =
            "no revisions: of two builders the slower one wins, with older data; no tombstones; `$lookup` does not reach sharded "
                    + "collections on every engine";

    private static final String TO_NATION = """
            { $lookup: { from: 'nations', localField: 'nationId', foreignField: '_id', as: 'nation' } },
            { $unwind: '$nation' },
            { $lookup: { from: 'regions', localField: 'nation.regionId', foreignField: '_id', as: 'region' } },
            { $unwind: '$region' },
            """;

    /** All items in one lookup, dealt out to their orders afterwards. */
    private static final String DEALT = TO_NATION + """
            { $lookup: { from: 'orders', localField: '_id', foreignField: 'customerId', as: 'orders' } },
            { $lookup: { from: 'items', localField: 'orders._id', foreignField: 'orderId', as: 'items' } },
            { $addFields: { lastChange: { $max: '$items.change' }, orders: { $map: {
                input: { $sortArray: { input: '$orders', sortBy: { orderDate: 1, _id: 1 } } }, as: 'o', in: {
                    orderId: '$$o.orderId', status: '$$o.status', total: '$$o.total', orderDate: '$$o.orderDate',
                    priority: '$$o.priority', items: { $sortArray: { sortBy: { line: 1 }, input: { $filter: {
                        input: '$items', as: 'i', cond: { $eq: ['$$i.orderId', '$$o.orderId'] } } } } } } } } } },
            { $project: { items: 0, 'orders.items._id': 0, 'orders.items.orderId': 0 } },
            """;

    private static final String FLAT = TO_NATION + """
            { $lookup: { from: 'orders', localField: '_id', foreignField: 'customerId', as: 'order' } },
            { $unwind: { path: '$order', preserveNullAndEmptyArrays: true } },
            { $sort: { 'order.orderDate': 1, 'order._id': 1 } },
            { $lookup: { from: 'items', localField: 'order._id', foreignField: 'orderId', as: 'items' } },
            { $addFields: { lastChange: { $max: '$items.change' } } },
            { $group: { _id: '$_id', customerId: { $first: '$customerId' }, name: { $first: '$name' },
                segment: { $first: '$segment' }, balance: { $first: '$balance' }, phone: { $first: '$phone' },
                address: { $first: '$address' }, nation: { $first: '$nation' }, region: { $first: '$region' },
                lastChange: { $max: '$lastChange' },
                orders: { $push: { orderId: '$order.orderId', status: '$order.status', total: '$order.total',
                    orderDate: '$order.orderDate', priority: '$order.priority', items: '$items' } } } },
            { $addFields: { orders: { $filter: { input: '$orders', as: 'o', cond: { $gt: ['$$o.orderId', null] } } } } },
            { $project: { 'orders.items._id': 0, 'orders.items.orderId': 0 } },
            """;

    private static final String VIEW = """
            { $project: { customerId: 1, name: 1, segment: 1, balance: 1, nation: '$nation.name', region: '$region.name',
                contact: { phone: '$phone', address: '$address' }, orders: 1, orderCount: { $size: '$orders' },
                spent: { $sum: '$orders.total' }, lastChange: 1 } }
            """;

    private final int keysPerPipeline;
    private final AtomicReference<String> joins = new AtomicReference<>(DEALT);

    private LookupViews(int keysPerPipeline) {
        this.keysPerPipeline = keysPerPipeline;
    }

    @Override
    public void make(PlainCompany company, List<Long> keys, MongoCollection<Document> views) {
        for (int i = 0; i < keys.size(); i += keysPerPipeline) {
            List<Long> some = keys.subList(i, Math.min(keys.size(), i + keysPerPipeline));
            List<Document> made = aggregate(company, some);
            if (some.size() == 1) {
                made.forEach(view ->
                        views.replaceOne(Filters.eq("_id", view.get("_id")), view, new ReplaceOptions().upsert(true)));
            } else {
                views.bulkWrite(
                        made.stream()
                                .map(view -> new ReplaceOneModel<>(
                                        Filters.eq("_id", view.get("_id")), view, new ReplaceOptions().upsert(true)))
                                .toList(),
                        new BulkWriteOptions().ordered(false));
            }
        }
    }

    private List<Document> aggregate(PlainCompany company, List<Long> keys) {
        try {
            return aggregate(company, keys, joins.get());
        } catch (MongoCommandException e) {
            if (joins.get().equals(FLAT) || !String.valueOf(e.getMessage()).contains("sortArray")) {
                throw e;
            }
            joins.set(FLAT);
            return aggregate(company, keys, FLAT);
        }
    }

    private static List<Document> aggregate(PlainCompany company, List<Long> keys, String joined) {
        List<BsonValue> in = new ArrayList<>();
        keys.forEach(key -> in.add(new BsonInt64(key)));
        List<BsonDocument> pipeline = new ArrayList<>();
        pipeline.add(new BsonDocument(
                "$match",
                new BsonDocument("_id", keys.size() == 1 ? in.get(0) : new BsonDocument("$in", new BsonArray(in)))));
        BsonArray.parse("[" + joined + VIEW + "]").forEach(stage -> pipeline.add(stage.asDocument()));
        return company.of(CompanyTable.CUSTOMERS).aggregate(pipeline).into(new ArrayList<>());
    }
}
