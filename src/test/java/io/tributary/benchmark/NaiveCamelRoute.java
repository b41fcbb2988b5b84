package io.tributary.benchmark;

import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.bson.Document;

/**
 * The route that the components' documentation leads to: split the file, one message and one {@code save} per row. It is given what
 * the documentation recommends for throughput, in its favour: {@code maxMessagesPerPoll=10}, {@code greedy=true} and a long poll; and no initial delay, which would be timed.
 * With the defaults alone (one message a receive, 500 ms between two) it takes in two rows a second. All else is default: one
 * consumer, a delete per message ({@code deleteAfterRead}), a send per message, the file component's one thread.
 */
final class NaiveCamelRoute implements Contestant {

    @Override
    public String name() {
        return "naive Camel";
    }

    @Override
    public String settings() {
        return "file, split by line, marshal json, aws2-sqs: one message per row; aws2-sqs with maxMessagesPerPoll=10, "
                + "greedy=true and a long poll (its other options at their defaults, 1 consumer), unmarshal json, "
                + "mongodb operation=save: one write per row; no casts, no guards; file delay "
                + CamelFiles.POLL_DELAY + " ms";
    }

    @Override
    public String lacks() {
        return "no casts, no rejected rows, no guards (an older message overwrites a newer row), no deletes, no notifications, no"
                + " books; a line break within a value breaks its row";
    }

    @Override
    public int rows() {
        return 2_000;
    }

    @Override
    public Document expected(OrderRow row) {
        return row.document();
    }

    @Override
    public Running start(Lane lane) throws Exception {
        String queue = lane.id() + "-orders";
        lane.sqs().createQueue(r -> r.queueName(queue));
        CamelContext camel = new DefaultCamelContext();
        camel.getRegistry().bind("sqs", lane.sqs());
        camel.getRegistry().bind("mongo", lane.mongo());
        camel.addRoutes(routes(lane, queue));
        camel.start();
        return new CamelFiles(camel, lane.folder(), "naive-in") {
            @Override
            public String queue() {
                return queue;
            }

            @Override
            public String collection() {
                return "orders";
            }

            @Override
            public void close() {
                camel.stop();
            }
        };
    }

    private static RouteBuilder routes(Lane lane, String queue) {
        return new RouteBuilder() {
            @Override
            public void configure() {
                fromF(
                                "file:%s?include=.*[.]csv&move=.done&initialDelay=0&delay=%d",
                                lane.folder(), CamelFiles.POLL_DELAY)
                        .routeId("naive-out")
                        .split(body().tokenize("\n"))
                        .streaming()
                        .filter(exchangeProperty(Exchange.SPLIT_INDEX).isGreaterThan(0))
                        .process(NaiveCamelRoute::lineToMap)
                        .marshal()
                        .json()
                        .toF("aws2-sqs:%s?amazonSQSClient=#sqs", queue);

                fromF(
                                "aws2-sqs:%s?amazonSQSClient=#sqs&maxMessagesPerPoll=10&greedy=true&waitTimeSeconds=%d&initialDelay=0",
                                queue, Lane.WAIT_TIME.toSeconds())
                        .routeId("naive-in")
                        .unmarshal()
                        .json(Map.class)
                        .toF(
                                "mongodb:mongo?mongoConnection=#mongo&database=%s&collection=orders&operation=save",
                                lane.database().getName());
            }
        };
    }

    private static void lineToMap(Exchange exchange) {
        exchange.getMessage().setBody(CsvLines.map(exchange.getMessage().getBody(String.class)));
    }
}
