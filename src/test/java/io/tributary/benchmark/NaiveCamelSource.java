package io.tributary.benchmark;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;

/** The sending half of the route that the components' documentation leads to: split, marshal, one message per row. */
final class NaiveCamelSource implements SourceContestant {

    @Override
    public String name() {
        return "naive Camel";
    }

    @Override
    public String settings() {
        return "file and split by line, or one query with jdbc and split of its list; marshal json, aws2-sqs: one message per row; file delay "
                + CamelFiles.POLL_DELAY + " ms";
    }

    @Override
    public String lacks() {
        return "no checks of widths, charset, quotes and sizes; a line break within quotes ends a row; no checkpoint of a table, no sequences, "
                + "no rejected rows";
    }

    @Override
    public Sending ofFiles(Lane lane, SourceRows rows) throws Exception {
        Path drop = Files.createDirectories(lane.folder().resolve("drop"));
        return new Route(lane, new RouteBuilder() {
            @Override
            public void configure() {
                fromF("file:%s?include=.*[.]csv&move=.done&initialDelay=0&delay=%d", drop, CamelFiles.POLL_DELAY)
                        .split(body().tokenize("\n"))
                        .streaming()
                        .filter(exchangeProperty(Exchange.SPLIT_INDEX).isGreaterThan(0))
                        .process(exchange -> lineToMap(exchange, rows))
                        .marshal()
                        .json()
                        .toF("aws2-sqs:%s?amazonSQSClient=#sqs", queue(lane));
            }
        }) {
            @Override
            public void send(Path given, int first, int end) throws Exception {
                Path dropped = drop.resolve(given.getFileName());
                Files.move(given, dropped, StandardCopyOption.ATOMIC_MOVE);
                Lane.awaitDone(dropped);
            }
        };
    }

    private static void lineToMap(Exchange exchange, SourceRows rows) {
        String[] values = exchange.getMessage().getBody(String.class).split(",", -1);
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < values.length; i++) {
            row.put(rows.columns().get(i), values[i]);
        }
        exchange.getMessage().setBody(row);
    }

    @Override
    public Sending ofTable(Lane lane, OrderTable table) throws Exception {
        return new Route(lane, new RouteBuilder() {
            @Override
            public void configure() {
                bindToRegistry("orders", table.dataSource());
                from("direct:poll")
                        .to("jdbc:orders")
                        .split(body())
                        .marshal()
                        .json()
                        .toF("aws2-sqs:%s?amazonSQSClient=#sqs", queue(lane));
            }
        }) {
            @Override
            public void send(Path given, int first, int end) {
                camel.createProducerTemplate()
                        .requestBody(
                                "direct:poll",
                                "SELECT * FROM " + OrderTable.NAME + " WHERE " + OrderTable.KEY + " >= " + first
                                        + " ORDER BY " + OrderTable.KEY);
            }
        };
    }

    private static String queue(Lane lane) {
        return lane.id() + "-orders";
    }

    private abstract static class Route implements Sending {
        final CamelContext camel = new DefaultCamelContext();
        private final String queue;

        Route(Lane lane, RouteBuilder routes) throws Exception {
            queue = NaiveCamelSource.queue(lane);
            lane.sqs().createQueue(r -> r.queueName(queue));
            camel.getRegistry().bind("sqs", lane.sqs());
            camel.addRoutes(routes);
            camel.start();
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public void close() {
            camel.stop();
        }
    }
}
