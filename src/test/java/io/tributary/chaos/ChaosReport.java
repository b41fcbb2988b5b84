package io.tributary.chaos;

import io.tributary.projection.Account;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/** What a run says at its end, as Markdown. */
final class ChaosReport {

    private static final String BEGIN = "<!-- begin: chaos -->";
    private static final String END = "<!-- end: chaos -->";

    private final String text;
    private final boolean good;

    ChaosReport(ChaosOptions options, Rig rig, Storm storm, Tally counts, Tally bad, Verdict verdict, Duration took) {
        this.good = verdict.problems().isEmpty() && storm.troubles().isEmpty();
        StringBuilder page = new StringBuilder();
        line(page, "`mvn -Pchaos verify -Dseconds=%d -Dseed=%d`", options.time().toSeconds(), options.seed());
        line(page, "");
        line(
                page,
                "%d processes of Tributary (%s) beside ElasticMQ with persistent queues and %s; %d s of faults, %d s in all.",
                rig.members().size(),
                String.join(", ", rig.members().stream().map(Member::name).toList()),
                rig.database().name(),
                options.time().toSeconds(),
                took.toSeconds());
        line(page, "");
        table(page, "fault", storm.struck().counts());
        line(page, "");
        line(
                page,
                "%d faults, %d more that found nothing to strike. %d restarts. %s. %d changes in the systems of record, of %d kinds.",
                storm.struck().total(),
                storm.passedOver().total(),
                rig.members().stream().mapToInt(member -> member.starts() - 1).sum(),
                words(counts.counts()),
                rig.sources().changes().total(),
                rig.sources().changes().counts().size());
        line(page, "");
        accounts(page, verdict.accounts(), bad);
        line(page, "");
        line(page, "`verify`: %s.", verdict.verified());
        line(page, "");
        line(page, "Result: %s", good ? "nothing lost, nothing stale, nothing left over." : "**wrong**");
        List<String> problems = verdict.problems();
        problems.forEach(problem -> line(page, "- %s", problem));
        storm.troubles().forEach(trouble -> line(page, "- the harness: %s", trouble));
        if (!good) {
            line(page, "%nLogs: %s", rig.work());
        }
        text = page.toString();
    }

    private static void accounts(StringBuilder page, Map<String, Account> accounts, Tally bad) {
        line(page, "| topic | rows in | written | unchanged | stale | rejected | wrong on purpose |");
        line(page, "|---|---:|---:|---:|---:|---:|---:|");
        new TreeMap<>(accounts)
                .forEach((topic, account) -> line(
                        page,
                        "| %s | %,d | %,d | %,d | %,d | %,d | %,d |",
                        topic,
                        account.rows(),
                        account.written(),
                        account.unchanged(),
                        account.stale(),
                        account.rejected(),
                        bad.of(topic)));
    }

    private static void table(StringBuilder page, String what, Map<String, Long> counts) {
        line(page, "| %s | times |", what);
        line(page, "|---|---:|");
        counts.forEach((name, times) -> line(page, "| %s | %,d |", name, times));
    }

    private static String words(Map<String, Long> counts) {
        return String.join(
                ", ",
                counts.entrySet().stream()
                        .map(count -> count.getValue() + " " + count.getKey())
                        .toList());
    }

    private static void line(StringBuilder page, String format, Object... values) {
        page.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    boolean isGood() {
        return good;
    }

    String text() {
        return text;
    }

    void writeInto(Path page) throws IOException {
        String before = Files.readString(page);
        int begin = before.indexOf(BEGIN) + BEGIN.length();
        int end = before.indexOf(END);
        if (end < begin) {
            throw new IOException(page + " has no section chaos");
        }
        Files.writeString(page, before.substring(0, begin) + "\n" + text + before.substring(end));
    }
}
