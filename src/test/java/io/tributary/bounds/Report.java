package io.tributary.bounds;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
                .map(role -> role.getKey() + " " + role.getValue() + " MB")
                .collect(Collectors.joining(", "));
        String time = "%,.1f s".formatted(measured.time().toMillis() / 1_000.0);
        String rate = String.format(Locale.ROOT, "%,.0f %s/s", measured.perSecond(), measured.unit());
        rows.add("| `" + bound.name() + "` | " + bound.load() + " | " + heaps + " | " + time + " | " + rate + " |");
        return "%s: OK: %s; -Xmx%s, largest heap after a collection: %s; %s, %s; %s"
                .formatted(bound.name(), bound.load(), heap, heaps, time, rate, engine);
    }

    /** The line of a bound that does not hold. */
    String failed(Bound bound, Throwable why) {
        return "%s: FAILED: %s; -Xmx%s; %s: %s".formatted(bound.name(), bound.load(), heap, engine, why.getMessage());
    }

    void writeTo(Path page, double scale) throws IOException {
        String text = Files.readString(page);
        int begin = text.indexOf(BEGIN) + BEGIN.length();
        int end = text.indexOf(END);
        Files.writeString(page, text.substring(0, begin) + section(scale) + text.substring(end));
    }

    private String section(double scale) {
        return "";
    }
}
