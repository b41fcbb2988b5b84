package io.tributary.benchmark;

import io.tributary.queue.SqsCosts;
import io.tributary.runtime.MongoCosts;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What a run takes of both servers, from the moment in which it is made until its figures are asked for. It sees the clients of this process; of a
 * contestant in another process there are no figures, rather than wrong ones.
 */
final class RunCosts implements AutoCloseable {

    private static final double MILLION = 1e6;

    private final Lane lane;
    private final SqsTraffic.Watched sqs;
    private final MongoCosts mongo;
    private final long operationsBefore;
    private final long documentsBefore;

    /**
     * Begins to count.
     *
     * @param mongo the costs of the contestant's client
     */
    RunCosts(Lane lane, MongoCosts mongo) {
        this.lane = lane;
        this.sqs = SqsTraffic.watch(lane.id());
        this.mongo = mongo;
        this.operationsBefore = operations(mongo);
        this.documentsBefore = mongo.documents();
    }

    /** The figures of so much work: of requests that send, receive and delete, and of commands that read and write. */
    Map<String, Double> figures(double work) {
        Map<String, Double> figures = new LinkedHashMap<>();
        SqsCosts costs = sqs.costs();
        if (costs.requests() > 0) {
            figures.put("SQS requests per million", costs.requests() / work * MILLION);
            figures.put("billed chunks per million", costs.billedRequests() / work * MILLION);
            figures.put("USD per million", costs.usd() / work * MILLION);
        }
        long operations = operations(mongo) - operationsBefore;
        if (operations > 0) {
            figures.put("MongoDB operations per million", operations / work * MILLION);
            figures.put("documents written per million", (mongo.documents() - documentsBefore) / work * MILLION);
        }
        return figures;
    }

    SqsTraffic.Watched sqs() {
        return sqs;
    }

    private static long operations(MongoCosts mongo) {
        return mongo.operations() - mongo.operations(MongoCosts.Command.OTHER);
    }

    @Override
    public void close() {
        SqsTraffic.forget(lane.id());
    }
}
