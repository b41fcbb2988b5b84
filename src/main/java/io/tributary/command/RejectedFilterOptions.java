package io.tributary.command;

import io.tributary.projection.RejectedFilter;
import io.tributary.runtime.ConfigurationException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that say which rejected records are meant; a record has to fulfil all that are given. */
final class RejectedFilterOptions {

    private static final Pattern AGO = Pattern.compile("(\\d{1,6})([smhd])");

    @Option(names = "--topic", paramLabel = "TOPIC", description = "Only records of this topic.")
    @Nullable
    String topic;

    @Option(names = "--projection", paramLabel = "NAME", description = "Only records that this projection rejected.")
    @Nullable
    String projection;

    @Option(
            names = "--source",
            paramLabel = "AGENT",
            description = "Only records of this agent; 'message' for plain messages of other producers.")
    @Nullable
    String source;

    @Option(
            names = "--reason",
            paramLabel = "TEXT",
            description = "Only records whose reason has this in it, in capitals or not.")
    @Nullable
    String reason;

    @Option(
            names = "--since",
            paramLabel = "TIME",
            description = "Only records rejected since then: 2026-01-31, 2026-01-31T10:00:00Z, or 30m, 2h, 3d ago.")
    @Nullable
    String since;

    @Option(names = "--until", paramLabel = "TIME", description = "Only records rejected before then; as --since.")
    @Nullable
    String until;

    /** Whether any of them is given. */
    boolean isEmpty() {
        return filter(List.of()).equals(RejectedFilter.ALL);
    }

    RejectedFilter filter(List<String> ids) {
        return new RejectedFilter(
                ids, topic, projection, source, reason, time("--since", since), time("--until", until));
    }

    /**
     * The filter of a command that changes something.
     *
     * @throws ConfigurationException if nobody has said which are meant, or said it twice
     */
    RejectedFilter selection(List<String> ids, boolean all) {
        if (ids.isEmpty() && isEmpty() && !all) {
            throw new ConfigurationException("say which records: their ids, filters such as --topic, or --all;"
                    + " 'tributary rejected list' shows them");
        }
        if (all && !(ids.isEmpty() && isEmpty())) {
            throw new ConfigurationException("--all and ids or filters contradict each other");
        }
        return filter(ids);
    }

    private static @Nullable Instant time(String option, @Nullable String text) {
        if (text == null) {
            return null;
        }
        Matcher ago = AGO.matcher(text);
        try {
            if (ago.matches()) {
                String unit = ago.group(2).toUpperCase(Locale.ROOT);
                return Instant.now().minus(Duration.parse((unit.equals("D") ? "P" : "PT") + ago.group(1) + unit));
            }
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay().toInstant(ZoneOffset.UTC)
                    : Instant.parse(text);
        } catch (DateTimeParseException e) {
            throw new ConfigurationException(
                    option + ": '" + text + "' is no time such as 2026-01-31, 2026-01-31T10:00:00Z, or 30m, 2h, 3d");
        }
    }
}
