package io.tributary.benchmark;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Keeps what contests measured, one JSON file per contest and engine in {@code data/}, so that the page can be made of contests that
 * were run at different times.
 */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper()
            .enable(SerializationFeature.INDENT_OUTPUT)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES);

    /** The way of the data; a stage that is not of it comes after those that are. */
    private static final List<String> STAGES = List.of("sources", "projection", "view", "end-to-end", "growth");

    private static final Comparator<Kept> ORDER = Comparator.comparingInt(
                    (Kept kept) -> STAGES.contains(kept.stage()) ? STAGES.indexOf(kept.stage()) : STAGES.size())
            .thenComparing(Kept::stage)
            .thenComparingInt(Kept::place)
            .thenComparing(Kept::id)
            // The server that keeps its data before the one that does not.
            .thenComparing(kept -> kept.circumstances().engine(), Comparator.reverseOrder());

    private final Path folder;

    /** Of a folder that need not exist yet. */
    Results(Path folder) {
        this.folder = folder;
    }

    /**
     * All that the page needs of one contest on one engine.
     *
     * @param place of the contest within its stage
     */
    record Kept(
            String stage,
            int place,
            String id,
            String title,
            String question,
            String unit,
            List<Contestant> contestants,
            List<Claim> claims,
            Circumstances circumstances) {

        /** Refuses a contest of nobody. */
        Kept {
            if (contestants.isEmpty()) {
                throw new IllegalArgumentException("contest " + id + " has no contestants");
            }
        }

        /** One contestant with its runs. */
        record Contestant(String name, String settings, String lacks, List<Measured> runs) {

            /** Refuses a contestant that has not run. */
            Contestant {
                if (runs.isEmpty()) {
                    throw new IllegalArgumentException(name + " has no runs");
                }
            }
        }

        /** Whom the others are compared with, and of whom the claims speak: Tributary, or the first where nobody has this very name. */
        Contestant subject() {
            return contestants.stream()
                    .filter(contestant -> contestant.name().equals("Tributary"))
                    .findFirst()
                    .orElse(contestants.get(0));
        }

        /** Whether the contestants get their work at rates that are set: comparing those would say nothing. */
        boolean isOfRates() {
            return id.startsWith("latency");
        }

        /** Such as {@code queue-new-uri}. */
        String fileName() {
            return id + "-" + circumstances.engine();
        }
    }

    void write(
            String stage, int place, Contest contest, Circumstances circumstances, Map<String, List<Measured>> measured)
            throws IOException {
        if (measured.isEmpty()) {
            return;
        }
        Kept kept = new Kept(
                stage,
                place,
                contest.id(),
                contest.title(),
                contest.question(),
                contest.unit(),
                contest.entries().stream()
                        .filter(entry -> measured.containsKey(entry.name()))
                        .map(entry -> new Kept.Contestant(
                                entry.name(), entry.settings(), entry.lacks(), measured.get(entry.name())))
                        .toList(),
                contest.claims(),
                circumstances);
        Path data = Files.createDirectories(folder.resolve("data"));
        JSON.writeValue(data.resolve(kept.fileName() + ".json").toFile(), kept);
    }

    /**
     * All that is kept, in the order of the way of the data.
     *
     * @throws IllegalStateException if there is nothing, or if a file is damaged
     */
    List<Kept> read() throws IOException {
        Path data = folder.resolve("data");
        List<Kept> all = new ArrayList<>();
        if (Files.isDirectory(data)) {
            try (Stream<Path> files = Files.list(data)) {
                for (Path file : files.filter(path -> path.toString().endsWith(".json"))
                        .sorted()
                        .toList()) {
                    all.add(read(file));
                }
            }
        }
        if (all.isEmpty()) {
            throw new IllegalStateException(data + " holds no results; run the benchmark first, it writes them there");
        }
        all.sort(ORDER);
        return all;
    }

    private static Kept read(Path file) throws IOException {
        try {
            return JSON.readValue(file.toFile(), Kept.class);
        } catch (JacksonException e) {
            throw new IllegalStateException(
                    file + " is not what the benchmark writes; run its contest again, or remove it: "
                            + e.getOriginalMessage(),
                    e);
        }
    }

    /**
     * Writes the page and its plots of all that is kept; returns where the page is.
     *
     * @throws IllegalStateException if there is nothing, or if a file is damaged
     */
    Path page() throws IOException {
        List<Kept> all = read();
        new ResultPlots(folder.resolve("plots")).write(all);
        return Files.writeString(folder.resolve("results.md"), new ResultsPage(all).text());
    }
}
