package io.tributary.benchmark;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Measured;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * Keeps what contests measured, one JSON file per contest and engine in {@code data/}, so that the page can be made of contests that
 * were run at different times.
 */
final class Results {

    private static final ObjectMapper JSON = new ObjectMapper().enable(SerializationFeature.INDENT_OUTPUT);

    private final Path folder;

    Results(Path folder) {
        this.folder = folder;
    }

    /** All that the page needs of one contest on one engine. */
    record Kept(
            String stage,
            String id,
            String title,
            String question,
            String unit,
            List<Contestant> contestants,
            List<Claim> claims,
            Circumstances circumstances) {

        /** One contestant with its runs. */
        record Contestant(String name, String settings, String lacks, List<Measured> runs) {}
    }

    void write(String stage, Contest contest, Circumstances circumstances, Map<String, List<Measured>> measured)
            throws IOException {
        Kept kept = new Kept(
                stage,
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
        JSON.writeValue(
                data.resolve(contest.id() + "-" + circumstances.engine() + ".json")
                        .toFile(),
                kept);
    }

    /** Writes the page of all that is kept; returns where it is. */
    Path page() throws IOException {
        return ResultsPage.write(folder, JSON);
    }
}
