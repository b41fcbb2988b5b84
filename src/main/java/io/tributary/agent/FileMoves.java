package io.tributary.agent;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * The files that were dealt with and could not be moved afterwards: the disk is full, or the folder may not be written to. Each poll
 * finds them again; they are only to be moved then, and not published with every poll. It is remembered from one poll to the next and
 * no longer, so that a file that somebody puts there once more is read once more. Used by the one thread that polls.
 */
final class FileMoves {

    private Map<String, String> before = new HashMap<>();
    private Map<String, String> now = new HashMap<>();

    void begin() {
        before = now;
        now = new HashMap<>();
    }

    /** Where the file of the message was to be moved to when it was dealt with, or null if it was not yet. */
    @Nullable
    String target(Exchange exchange) {
        return before.get(file(exchange));
    }

    /** Remembers a failed move; returns its name in the agent's health. */
    String failed(Exchange exchange, String target) {
        String file = file(exchange);
        now.put(file, target);
        return part(file);
    }

    /** The moves that failed before this poll and not in it, by their names in the agent's health. */
    List<String> moved() {
        return before.keySet().stream()
                .filter(file -> !now.containsKey(file))
                .map(FileMoves::part)
                .toList();
    }

    private static String part(String file) {
        return "move of " + file.substring(file.lastIndexOf('|') + 1);
    }

    /** Size and time tell a file from the next one of its name. */
    private static String file(Exchange exchange) {
        return exchange.getMessage().getHeader(Exchange.FILE_LENGTH) + "|"
                + exchange.getMessage().getHeader(Exchange.FILE_LAST_MODIFIED) + "|"
                + exchange.getMessage().getHeader(Exchange.FILE_NAME_ONLY);
    }
}
