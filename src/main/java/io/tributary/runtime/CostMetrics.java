package io.tributary.runtime;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.tributary.queue.SqsCosts;
import java.util.Locale;

/** Shows what a process costs its servers among its metrics. */
final class CostMetrics {

    private CostMetrics() {}

    static void bind(SqsCosts sqs, MongoCosts mongo, MeterRegistry meters) {
        for (SqsCosts.Kind kind : SqsCosts.Kind.values()) {
            FunctionCounter.builder("tributary.sqs.requests", sqs, costs -> costs.requests(kind))
                    .description("Requests to SQS")
                    .tag("kind", kind.name().toLowerCase(Locale.ROOT))
                    .register(meters);
        }
        FunctionCounter.builder("tributary.sqs.billed", sqs, SqsCosts::billedRequests)
                .description("What SQS bills: each request, and each begun 64 KiB of its payload beyond the first")
                .register(meters);
        for (MongoCosts.Command command : MongoCosts.Command.values()) {
            FunctionCounter.builder("tributary.mongodb.operations", mongo, costs -> costs.operations(command))
                    .description("Commands to MongoDB")
                    .tag("command", command.id())
                    .register(meters);
        }
        FunctionCounter.builder("tributary.mongodb.documents", mongo, MongoCosts::documents)
                .description("Documents written to MongoDB")
                .register(meters);
    }
}
