package io.tributary.bounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What came out, as lines for who waits for it and as a table for the documentation. */
final class Report {

    private static final String BEGIN = "<!-- begin: bounds -->\n";
    private static final String END = "<!-- end: bounds -->";

    private final String heap;
    private final List<String> rows = new ArrayList<>();
    private String engine = "";

    Report(String heap) {
        this.heap = heap;
    }

    void engine(String engine) {
        this.engine = engine;
    }

    /** The line of a bound that holds. */
    String held(Bound bound, Measured measured) {
        String heaps = measured.heaps().entrySet().stream()
                .map(role -> role.getKey() + " " + role.getValue())
                .collect(Collectors.joining(", "));
        String time = "%,.1f s".formatted(measured.time().toMillis() / 1_000.0);
        String rate = String.format(Locale.ROOT, "%,.0f %s/s", measured.perSecond(), measured.unit());
        rows.add("| `" + bound.name() + "` | " + bound.load() + " | " + heaps + " | " + time + " | " + rate + " | -Xmx"
                + heap + ", " + engine + " |");
        return "%s: OK: %s; -Xmx%s, largest heap after a collection: %s; %s, %s; %s"
                .formatted(bound.name(), bound.load(), heap, heaps, time, rate, engine);
    }

    /** The line of a bound that does not hold. */
    String failed(Bound bound, Throwable why) {
        return "%s: FAILED: %s; -Xmx%s; %s: %s".formatted(bound.name(), bound.load(), heap, engine, why.getMessage());
    }

    /** Writes the table into the page, between its two marks; rows of loads that were not run stay. */
    void writeTo(Path page) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN);
        int end = text.indexOf(END);
        if (begin < 0 || end < begin) {
            throw new IllegalStateException(page + " has no section between " + BEGIN.strip() + " and " + END);
        }
        SortedMap<String, String> table = new TreeMap<>();
        text.substring(begin, end)
                .lines()
                .filter(line -> line.startsWith("| `"))
                .forEach(row -> table.put(load(row), row));
        rows.forEach(row -> table.put(load(row), row));
        Files.writeString(
                page,
                text.substring(0, begin + BEGIN.length())
                        + section(String.join("\n", table.values()))
                        + text.substring(end));
    }

    /** The first two cells of a row, which tell it from the others. */
    private static String load(String row) {
        return row.substring(0, row.indexOf('|', row.indexOf('|', 2) + 1));
    }

    private static String section(String table) {
        return """
                Memory does not grow with the size of a file, a table, a fan-out, a view or a backlog. Each load below goes to a real process
                of one role (`java -Xmx256m -jar target/tributary.jar run --roles ROLE`) that would end itself at the first
                OutOfMemoryError; the servers have processes of their own. Afterwards everything at the far end is looked at: every row,
                view and message is there, once, and right.

                ```sh
                mvn -Pbounds verify -Dregenerate=true
                ```

                `-Dbound=csv`, `table`, `lookup`, `wide-view` or `backlog` runs one, `-Dscale=0.05` a part of its size, `-Dheap=128m` with
                another heap. MongoDB is that of `MONGODB_URI`, where it is set.

                | bound | load | largest heap after a collection | time | rate | with |
                |---|---|---|---:|---:|---|
                %s

                %d cores, shared with the servers (ElasticMQ, H2, MongoDB), JDK %s. The heap is the most that was in use right after any collection:
                after a young one there is garbage that was not found yet, up to the limit; what is left after a full one was live.
                """.formatted(
                        table,
                        Runtime.getRuntime().availableProcessors(),
                        Runtime.version().feature());
    }
}
