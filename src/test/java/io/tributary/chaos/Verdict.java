package io.tributary.chaos;

import io.tributary.command.Pipeline;
import io.tributary.demo.SqlOracle;
import io.tributary.pipeline.ChildProcess;
import io.tributary.pipeline.Deployment;
import io.tributary.projection.Account;
import io.tributary.runtime.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.bson.Document;

/** Looks, after the faults have ended and everything has come to rest, whether anything is lost, stale, or left over. */
final class Verdict {

    private static final int SHOWN = 20;
    private static final Duration LONGEST = Duration.ofMinutes(20);
    private static final long VERIFY_SECONDS = 300;

    private final Rig rig;
    private final Duration patience;
    private final List<String> problems = new ArrayList<>();
    private Map<String, Account> accounts = Map.of();
    private String verified = "not run";

    /** @param patience how long nothing may change before the pipeline counts as stuck */
    Verdict(Rig rig, Duration patience) {
        this.rig = rig;
        this.patience = patience;
    }

    /** Looks at everything; the problems tell what was found. */
    void find(Tally bad) throws Exception {
        drain();
        verify();
        compareWithSql();
        addUp(bad);
        nothingLeft();
    }

    /** Everything that is not as it should be; empty if all is well. */
    List<String> problems() {
        return problems;
    }

    /** What became of the rows of each topic. */
    Map<String, Account> accounts() {
        return accounts;
    }

    /** What the command verify said. */
    String verified() {
        return verified;
    }

    /** Waits until the sources are read, the queues are empty and the views show what SQL says; the checks say what is missing. */
    private void drain() throws IOException, InterruptedException {
        long longest = System.nanoTime() + LONGEST.toNanos();
        long end = System.nanoTime() + patience.toNanos();
        String waiting = waitingFor();
        while (!waiting.isEmpty() && System.nanoTime() < Math.min(end, longest)) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(500));
            String before = waiting;
            waiting = waitingFor();
            if (!waiting.equals(before)) {
                end = System.nanoTime() + patience.toNanos();
            }
        }
        if (!waiting.isEmpty()) {
            problems.add("not at rest, nor any nearer to it for " + patience.toSeconds() + " s (or after "
                    + LONGEST.toMinutes() + " min): " + waiting);
            for (Member member : rig.members()) {
                member.process().tellThreads();
            }
        }
    }

    private String waitingFor() {
        long files = rig.sources().filesLeft();
        if (files > 0) {
            return files + " files are not finished";
        }
        String queues = messages();
        if (!queues.isEmpty()) {
            return "messages in " + queues;
        }
        List<String> differences = differences();
        return differences.isEmpty() ? "" : differences.size() + " differences from SQL";
    }

    private String messages() {
        Deployment deployment = rig.deployment();
        return Pipeline.queues(deployment.names(), deployment.definitions()).stream()
                .filter(queue -> deployment.queues().depth(queue).total() > 0)
                .map(queue -> queue + " (" + deployment.queues().depth(queue).total() + ")")
                .collect(Collectors.joining(", "));
    }

    private List<String> differences() {
        try (SqlOracle oracle = new SqlOracle(rig.sources().company())) {
            return oracle.differences(
                    rig.deployment().database(), rig.deployment().names().prefix());
        }
    }

    private void verify() throws IOException, InterruptedException {
        Path log = rig.work().resolve("verify.log");
        Settings settings = rig.deployment().settings();
        String home = rig.work().resolve("home").toString();
        try (ChildProcess verify =
                ChildProcess.tributary(List.of("-Xmx256m"), settings, log, "verify", "--home", home)) {
            int code = verify.awaitEnd(VERIFY_SECONDS);
            verified = Files.readAllLines(log).stream()
                    .filter(line -> line.matches("\\w+: [\\d,.]+ views?, .*"))
                    .collect(Collectors.joining("; "));
            if (code != 0) {
                problems.add("verify ended with " + code + ", see " + log + ": " + verified);
            }
        }
    }

    private void compareWithSql() {
        List<String> differences = differences();
        differences.stream().limit(SHOWN).forEach(difference -> problems.add("not what SQL says: " + difference));
        if (differences.size() > SHOWN) {
            problems.add("and " + (differences.size() - SHOWN) + " more differences from SQL");
        }
    }

    /** Every batch that the queues took is in the books, once, with all its rows, and no other is. */
    private void addUp(Tally bad) {
        accounts = rig.deployment().accounts();
        Map<String, Journal.Sent> sent = rig.broker().journal().batches();
        Map<String, Integer> booked = new TreeMap<>();
        batches().forEach(book -> booked.merge(identity(book), rows(book), Integer::sum));
        sent.forEach((batch, what) -> {
            Integer rows = booked.get(batch);
            if (what.taken() && rows == null) {
                problems.add("lost: batch " + batch + " with " + what.rows() + " rows of " + what.place());
            } else if (rows != null && rows != what.rows()) {
                problems.add(
                        "batch " + batch + " had " + what.rows() + " rows, of which " + rows + " are in the books");
            }
        });
        Set<String> unknown = new HashSet<>(booked.keySet());
        unknown.removeAll(sent.keySet());
        unknown.forEach(batch -> problems.add("the books hold batch " + batch + ", which nobody sent"));
        everyRowOfTheFiles(sent);
        rejected(bad);
    }

    /** Rows of tables may go before an agent has looked; what is in a file is read. */
    private void everyRowOfTheFiles(Map<String, Journal.Sent> sent) {
        Map<String, Long> written = rig.sources().company().rows();
        written.keySet().removeIf(topic -> topic.startsWith("erp."));
        written.forEach((topic, rows) -> {
            long read = sent.values().stream()
                    .filter(batch -> batch.topic().equals(topic))
                    .mapToLong(Journal.Sent::rows)
                    .sum();
            if (read < rows) {
                problems.add("of " + topic + " only " + read + " rows were read, of " + rows);
            }
        });
    }

    /** The rows that had to be rejected, by their places, and no others; as often in the books as they are kept. */
    private void rejected(Tally bad) {
        Map<String, Set<String>> places = new TreeMap<>();
        Map<String, Long> kept = new TreeMap<>();
        rig.deployment()
                .database()
                .getCollection(rig.deployment().names().rejectedCollection())
                .find()
                .forEach(record -> {
                    String topic = record.getString("topic");
                    kept.merge(topic, 1L, Long::sum);
                    places.computeIfAbsent(topic, t -> new HashSet<>())
                            .add(record.getString("place") + ":" + record.get("line"));
                });
        accounts.forEach((topic, account) -> {
            long found = places.getOrDefault(topic, Set.of()).size();
            if (found != bad.of(topic)) {
                problems.add("of " + topic + " " + bad.of(topic) + " rows were wrong, and " + found + " were rejected: "
                        + places.get(topic));
            }
            if (account.rejected() != kept.getOrDefault(topic, 0L)) {
                problems.add("of " + topic + " " + account.rejected() + " rows are rejected in the books, and "
                        + kept.get(topic) + " are kept");
            }
        });
    }

    private void nothingLeft() {
        String left = messages();
        if (!left.isEmpty()) {
            problems.add("messages are left in " + left);
        }
        long dead = rig.deployment().deadLetters();
        if (dead > 0) {
            problems.add(dead + " messages are dead letters");
        }
    }

    private List<Document> batches() {
        return rig.deployment()
                .database()
                .getCollection(rig.deployment().names().batchesCollection())
                .find()
                .into(new ArrayList<>());
    }

    private static String identity(Document book) {
        String id = book.getString("_id");
        return id.substring(id.indexOf('|') + 1);
    }

    private static int rows(Document book) {
        return book.getInteger("written")
                + book.getInteger("unchanged")
                + book.getInteger("stale")
                + book.getInteger("rejected");
    }
}
