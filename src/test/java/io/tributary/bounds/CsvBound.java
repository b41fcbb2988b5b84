package io.tributary.bounds;

import io.tributary.record.RecordBatch;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** A large CSV file, read by an agents process. */
final class CsvBound implements Bound {

    private static final List<String> COLUMNS =
            List.of("ORDER_ID", "CUST_ID", "STATUS", "TOTAL", "UPDATED_AT", "COMMENT");

    private static final String AGENT = """
            - templatedRoute:
                routeTemplateRef: csv-agent
                routeId: orders
                parameters:
                  - { name: name, value: orders }
                  - { name: topic, value: erp.orders }
                  - { name: directory, value: "{{bounds.drop}}" }
                  - { name: include, value: ".*[.]csv" }
            """;

    private final int rows;

    CsvBound(int rows) {
        this.rows = rows;
    }

    @Override
    public String name() {
        return "csv";
    }

    @Override
    public String load() {
        return "a CSV file of %,d rows".formatted(rows);
    }

    @Override
    public Measured run(Site site) throws Exception {
        Path drop = Files.createDirectories(site.folder().resolve("drop"));
        site.property("bounds.drop", drop.toAbsolutePath().toString());
        site.home("agents/orders.camel.yaml", AGENT);
        site.home("transformers/projections/orders.yaml", Orders.PROJECTION);
        Path written = write(site.folder().resolve("orders.csv"));
        Files.move(written, drop.resolve("orders.csv"), StandardCopyOption.ATOMIC_MOVE);

        long start = System.nanoTime();
        site.start("agents");
        site.await("the file is done", () -> Files.exists(drop.resolve(".done/orders.csv")));
        Duration time = Duration.ofNanos(System.nanoTime() - start);
        Map<String, GcLog.Peak> heaps = site.stop();

        EachOnce orders = new EachOnce("order");
        new Topic(site, Orders.TOPIC).takeAll((batch, row) -> check(batch, row, orders));
        orders.requireAll(rows);
        return new Measured(rows, "rows", time, heaps);
    }

    private static void check(RecordBatch batch, int row, EachOnce orders) {
        Object[] values = batch.rows().get(row);
        long order = Long.parseLong(String.valueOf(values[0]));
        if (!batch.columns().equals(COLUMNS) || !Arrays.equals(values, values(order))) {
            throw new AssertionError("order " + order + " came as " + batch.columns() + Arrays.toString(values));
        }
        if (!batch.unreadable().isEmpty()) {
            throw new AssertionError("rows came as unreadable: " + batch.unreadable());
        }
        orders.see(order);
    }

    private static Object[] values(long order) {
        return new Object[] {
            Long.toString(order),
            Long.toString(Orders.customer(order)),
            Orders.status(order),
            Orders.total(order),
            Orders.updatedAt(order).toString(),
            Orders.comment(order)
        };
    }

    private Path write(Path file) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write(String.join(",", COLUMNS) + "\r\n");
            for (long order = 1; order <= rows; order++) {
                Object[] values = values(order);
                String comment = values[5].toString();
                values[5] = comment.contains("\"") ? '"' + comment.replace("\"", "\"\"") + '"' : comment;
                out.write(String.join(",", Arrays.copyOf(values, values.length, String[].class)) + "\r\n");
            }
        }
        return file;
    }
}
