package io.tributary.benchmark;

import com.mongodb.client.model.Filters;
import com.mongodb.client.model.ReplaceOneModel;
import com.mongodb.client.model.ReplaceOptions;
import com.mongodb.client.model.WriteModel;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.component.mongodb.MongoDbConstants;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.processor.aggregate.GroupedBodyAggregationStrategy;
import org.bson.Document;

/**
 * What a good engineer makes of the components' documentation for throughput. Row by row: the splitter's groups of ten lines become one
 * {@code sendBatchMessage} of ten messages, and an aggregator collects what several greedy consumers receive into bulk writes. Packed:
 * the splitter's groups become JSON arrays, one message each, and each message one bulk write; it needs no aggregator.
 */
record TunedCamelRoute(String name, boolean aggregates) implements Contestant {

    private static final int CONSUMERS = 4;
    private static final int PER_REQUEST = 10;
    private static final int PER_BULK = 500;
    private static final int BULK_WAIT = 100;

    /** As plain JSON they stay within one billed chunk of 64 KB. */
    private static final int PER_MESSAGE = 200;

    /** One message per row, as the components have it. */
    static TunedCamelRoute rowByRow() {
        return new TunedCamelRoute("tuned Camel", true);
    }

    /** Many rows in a message: what the documentation does not say, but lines that are split in groups suggest. */
    static TunedCamelRoute packed() {
        return new TunedCamelRoute("tuned Camel, packed", false);
    }

    @Override
    public String settings() {
        return (aggregates
                        ? "file, split in groups of " + PER_REQUEST
                                + " lines in parallel, aws2-sqs operation=sendBatchMessage: one"
                                + " message per row; aggregate to lists of " + PER_BULK + " or what came in "
                                + BULK_WAIT + " ms"
                        : "file, split in groups of " + PER_MESSAGE
                                + " lines in parallel, each a JSON array in one aws2-sqs message; one list per message")
                + ", mongodb operation=bulkWrite (unordered, replaceOne upserts); aws2-sqs with maxMessagesPerPoll=10, greedy=true, a"
                + " long poll, deleteAfterRead, concurrentConsumers=" + CONSUMERS + "; file delay "
                + CamelFiles.POLL_DELAY + " ms";
    }

    @Override
    public String lacks() {
        return (aggregates
                        ? "loses rows: a message is deleted when the aggregator has it, before it is written, and a send that fails for"
                                + " some of its ten says so in a header only; "
                        : "one bad row fails its whole message; ")
                + "no casts, no rejected rows, no guards (an older message overwrites a newer row), no deletes, no notifications, no"
                + " books; a line break within a value breaks its row";
    }

    @Override
    public int rows() {
        return aggregates ? 10_000 : 100_000;
    }

    @Override
    public Document expected(OrderRow row) {
        return row.document();
    }

    @Override
    public Running start(Lane lane) throws Exception {
        String queue = lane.id() + "-orders";
        lane.sqs().createQueue(r -> r.queueName(queue));
        AtomicLong unwritten = new AtomicLong();
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("sqs", lane.sqs());
        camel.getRegistry().bind("mongo", lane.mongo());
        camel.addRoutes(aggregates ? new RowByRow(lane, queue, unwritten) : new Packed(lane, queue));
        camel.start();
        return new CamelFiles(camel, lane.folder(), "tuned-in") {
            @Override
            public String queue() {
                return queue;
            }

            @Override
            public String collection() {
                return "orders";
            }

            @Override
            public long waiting(Lane lane) {
                // What the aggregator holds is in no queue any more; without this its clock would stop too early.
                return lane.depth(queue) + unwritten.get();
            }

            @Override
            public void close() {
                camel.stop();
            }
        };
    }

    /** The ends that both ways have in common. */
    private abstract static class Ends extends RouteBuilder {

        final Lane lane;
        final String queue;

        Ends(Lane lane, String queue) {
            this.lane = lane;
            this.queue = queue;
        }

        String file() {
            return "file:%s?include=.*[.]csv&move=.done&initialDelay=0&delay=%d"
                    .formatted(lane.folder(), CamelFiles.POLL_DELAY);
        }

        String receive() {
            return ("aws2-sqs:%s?amazonSQSClient=#sqs&maxMessagesPerPoll=10&greedy=true&waitTimeSeconds=%d&initialDelay=0"
                            + "&concurrentConsumers=%d")
                    .formatted(queue, Lane.WAIT_TIME.toSeconds(), CONSUMERS);
        }

        String bulkWrite() {
            return "mongodb:mongo?mongoConnection=#mongo&database=%s&collection=orders&operation=bulkWrite"
                    .formatted(lane.database().getName());
        }
    }

    private static final class RowByRow extends Ends {

        private final AtomicLong unwritten;

        RowByRow(Lane lane, String queue, AtomicLong unwritten) {
            super(lane, queue);
            this.unwritten = unwritten;
        }

        @Override
        public void configure() {
            from(file())
                    .routeId("tuned-out")
                    .split(body().tokenize("\n", PER_REQUEST, true))
                    .streaming()
                    .parallelProcessing()
                    .process(exchange -> exchange.getMessage()
                            .setBody(CsvLines.json(exchange.getMessage().getBody(String.class))))
                    .toF("aws2-sqs:%s?amazonSQSClient=#sqs&operation=sendBatchMessage", queue);

            from(receive())
                    .routeId("tuned-in")
                    .process(exchange -> unwritten.incrementAndGet())
                    .unmarshal()
                    .json(Map.class)
                    .aggregate(constant(true), new GroupedBodyAggregationStrategy())
                    .completionSize(PER_BULK)
                    .completionTimeout(BULK_WAIT)
                    .process(exchange -> exchange.getMessage()
                            .setBody(upserts(exchange.getMessage().getBody(List.class))))
                    .setHeader(MongoDbConstants.BULK_ORDERED, constant(false))
                    .setProperty("rows", body().method("size"))
                    .to(bulkWrite())
                    .process(exchange -> unwritten.addAndGet(-exchange.getProperty("rows", Integer.class)));
        }
    }

    private static final class Packed extends Ends {

        Packed(Lane lane, String queue) {
            super(lane, queue);
        }

        @Override
        public void configure() {
            from(file())
                    .routeId("tuned-out")
                    .split(body().tokenize("\n", PER_MESSAGE, true))
                    .streaming()
                    .parallelProcessing()
                    .process(exchange -> exchange.getMessage()
                            .setBody(CsvLines.maps(exchange.getMessage().getBody(String.class))))
                    .marshal()
                    .json()
                    .toF("aws2-sqs:%s?amazonSQSClient=#sqs", queue);

            from(receive())
                    .routeId("tuned-in")
                    .unmarshal()
                    .json(List.class)
                    .process(exchange -> exchange.getMessage()
                            .setBody(upserts(exchange.getMessage().getBody(List.class))))
                    .setHeader(MongoDbConstants.BULK_ORDERED, constant(false))
                    .to(bulkWrite());
        }
    }

    @SuppressWarnings("unchecked")
    private static List<WriteModel<Document>> upserts(List<?> rows) {
        List<WriteModel<Document>> writes = new ArrayList<>(rows.size());
        for (Object row : rows) {
            Document document = new Document((Map<String, Object>) row);
            writes.add(new ReplaceOneModel<>(
                    Filters.eq("_id", document.get("_id")), document, new ReplaceOptions().upsert(true)));
        }
        return writes;
    }
}
