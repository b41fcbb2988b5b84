package io.tributary.projection;

import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Counts the rows that bring columns which no field takes, and names each such column once, so that nobody has to miss it. */
final class UnknownColumns {

    /** Counter of rows with such columns, with the tags {@code topic} and {@code projection}; each delivery counts. */
    static final String ROWS = "tributary.updater.unknown";

    private static final Logger LOG = LoggerFactory.getLogger(UnknownColumns.class);

    /** Per projection; a producer that invents a name per record must not fill the log or the memory. */
    private static final int MOST_NAMED = 50;

    private final MeterRegistry meters;
    private final Map<String, Set<String>> named = new ConcurrentHashMap<>();

    UnknownColumns(MeterRegistry meters) {
        this.meters = meters;
    }

    /**
     * Notes what a batch brings.
     *
     * @param becomes what becomes of them, for people: {@code dropped}
     */
    void seen(String topic, String projection, List<String> columns, int rows, String becomes) {
        if (columns.isEmpty() || rows == 0) {
            return;
        }
        meters.counter(ROWS, "topic", topic, "projection", projection).increment(rows);
        Set<String> known = named.computeIfAbsent(projection, name -> ConcurrentHashMap.newKeySet());
        if (known.size() >= MOST_NAMED || known.containsAll(columns)) {
            return;
        }
        List<String> news = columns.stream()
                .filter(column -> known.size() < MOST_NAMED && known.add(column))
                .toList();
        if (!news.isEmpty()) {
            LOG.info(
                    "projection {}: no field takes the columns {} of {}; they are {}{}",
                    projection,
                    String.join(", ", news),
                    topic,
                    becomes,
                    known.size() >= MOST_NAMED ? "; further ones are not named" : "");
        }
    }
}
