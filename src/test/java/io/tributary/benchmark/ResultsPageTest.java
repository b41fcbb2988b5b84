package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tributary.benchmark.Contest.Claim;
import io.tributary.benchmark.Contest.Entry;
import io.tributary.benchmark.Contest.Measured;
import io.tributary.docs.GeneratedPage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** What the benchmark writes has to be what it measured; the results here are made up. */
class ResultsPageTest {

    private static final Circumstances EMBEDDED = circumstances("embedded", "2026-11-22");
    private static final Circumstances URI = circumstances("uri", "2026-11-23");

    private static final Path GOLDEN = Path.of("src", "test", "resources", "benchmark", "results-page.md");

    @TempDir
    Path folder;

    private Results results;

    @BeforeEach
    void open() {
        results = new Results(folder);
    }

    @Test
    void the_page_says_what_was_claimed_measured_and_set() throws IOException {
        write();

        Path page = results.page();

        assertThat(page).isEqualTo(folder.resolve("results.md"));
        GeneratedPage.check(
                Path.of("src/test/resources/benchmark/results-page.md"), Files.readString(page), getClass());
    }

    @Test
    void every_contest_has_its_plot_and_the_same_results_give_the_same_bytes() throws Exception {
        write();
        results.page();
        Files.writeString(folder.resolve("plots/of-a-contest-that-is-gone.svg"), "<svg/>");
        Map<Path, String> first = plots();

        results.page();

        assertThat(plots()).hasSize(4).isEqualTo(withoutGone(first));
        assertThat(Files.readString(folder.resolve("plots/queue-new-uri.svg")))
                .contains("bare loop", "naive Camel", "(logarithmic)");
        assertThat(Files.readString(folder.resolve("plots/queue-changed-uri.svg")))
                .doesNotContain("(logarithmic)");
        assertThat(Files.readString(folder.resolve("plots/latency-uri.svg")))
                .contains("rows/s", "Tributary p50", "Tributary p99");
        for (Path plot : plots().keySet()) {
            DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(plot.toFile());
        }
    }

    @Test
    void without_results_it_says_what_to_do() {
        assertThatThrownBy(() -> results.page())
                .isInstanceOf(IllegalStateException.class)
                .hasMessage(
                        folder.resolve("data") + " holds no results; run the benchmark first, it writes them there");
    }

    @Test
    void a_damaged_file_is_named() throws IOException {
        write();
        Path file = folder.resolve("data/queue-new-uri.json");
        String whole = Files.readString(file);

        for (String damaged :
                List.of(whole.substring(0, whole.length() / 2), "{}", "", whole.replace("\"unit\"", "\"uint\""))) {
            Files.writeString(file, damaged);
            assertThatThrownBy(() -> results.page())
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageStartingWith(
                            file + " is not what the benchmark writes; run its contest again, or remove it: ");
        }
    }

    @Test
    void a_contestant_without_runs_is_no_result() throws IOException {
        write();
        Path file = folder.resolve("data/latency-uri.json");
        Files.writeString(
                file, Files.readString(file).replaceAll("(?s)\"runs\" : \\[.*?\\}, \\{.*?\\} \\]", "\"runs\" : []"));

        assertThatThrownBy(() -> results.page())
                .hasMessageContaining(file.toString())
                .hasMessageContaining("has no runs");
    }

    @Test
    void the_command_writes_the_page_again_without_running_anything() throws IOException {
        write();

        int code = new CommandLine(new Bench()).execute("--page-only", "--out", folder.toString());

        assertThat(code).isZero();
        assertThat(Files.readString(folder.resolve("results.md"))).isEqualTo(expected());
    }

    @Test
    void the_command_fails_where_there_is_nothing_to_write() {
        assertThat(new CommandLine(new Bench()).execute("--page-only", "--out", folder.toString()))
                .isOne();
    }

    @Test
    void a_contest_that_nobody_ran_leaves_no_file() throws IOException {
        results.write("projection", 0, contest("queue-new", "t", List.of(), List.of()), URI, Map.of());

        assertThat(folder.resolve("data")).doesNotExist();
    }

    private void write() throws IOException {
        List<Claim> claims =
                List.of(new Claim("bare loop", 0.85), new Claim("naive Camel", 30), new Claim("Spring", 3));
        List<Entry> entries = List.of(
                entry("Tributary", "two threads", ""),
                entry("bare loop", "500 rows | message", "no guards: an older message overwrites a newer row"),
                entry("naive Camel", "one `save` a row", ""));
        Map<String, List<Measured>> measured = new LinkedHashMap<>();
        measured.put("Tributary", List.of(run(40_000, 1, 0.4), run(40_000, 2, 0.8), run(40_000, 1.6, 0.6)));
        measured.put("bare loop", List.of(run(40_000, 1.36, 0.2), run(40_000, 2, 0.3)));
        measured.put("naive Camel", List.of(new Measured(400, 1, Double.NaN, Map.of())));
        results.write("projection", 0, contest("queue-new", "New rows", entries, claims), URI, measured);
        results.write("projection", 0, contest("queue-new", "New rows", entries, claims), EMBEDDED, measured);

        Map<String, List<Measured>> changed = new LinkedHashMap<>();
        changed.put("Tributary", List.of(also(run(1_000, 1, 0.5), 9.5)));
        changed.put("bare loop", List.of(run(1_000, 0.8475, 0.25)));
        results.write(
                "projection",
                1,
                contest(
                        "queue-changed",
                        "Changed rows",
                        entries,
                        List.of(claims.get(0), new Claim("cost, US cents", 10))),
                URI,
                changed);

        Map<String, List<Measured>> latency = new LinkedHashMap<>();
        latency.put("Tributary at 100/s", List.of(late(100, 20, 80), late(100, 22, 90)));
        latency.put("Tributary at 500/s", List.of(late(500, 30, 120), late(500, 40, 1_100)));
        results.write(
                "end-to-end",
                0,
                contest(
                        "latency",
                        "Latency at a rate",
                        latency.keySet().stream()
                                .map(name -> entry(name, "defaults", ""))
                                .toList(),
                        List.of(new Claim("p99, ms", 80))),
                URI,
                latency);
    }

    private static Contest contest(String id, String title, List<Entry> entries, List<Claim> claims) {
        return new Contest(id, title, "From the full queue to the empty one.", "rows", entries, claims);
    }

    private static Entry entry(String name, String settings, String lacks) {
        return new Entry(name, settings, lacks, (engines, id) -> run(1, 1, 1));
    }

    private static Measured run(double work, double seconds, double cpuSeconds) {
        return new Measured(work, seconds, cpuSeconds, Map.of());
    }

    private static Measured also(Measured run, double cents) {
        return new Measured(run.work(), run.seconds(), run.cpuSeconds(), Map.of("cost, US cents", cents));
    }

    private static Measured late(double rate, double p50, double p99) {
        Map<String, Double> also = new LinkedHashMap<>();
        also.put("p50, ms", p50);
        also.put("p99, ms", p99);
        return new Measured(rate * 10, 10, 0.01, also);
    }

    private static Circumstances circumstances(String engine, String day) {
        return new Circumstances(
                engine,
                new TreeMap<>(Map.of("command", "mvn bench --engine " + engine, "day", day, "machine", "2 cores")));
    }

    private Map<Path, String> plots() throws IOException {
        Map<Path, String> plots = new TreeMap<>();
        try (var files = Files.list(folder.resolve("plots"))) {
            for (Path file : files.toList()) {
                plots.put(file, Files.readString(file));
            }
        }
        return plots;
    }

    private Map<Path, String> withoutGone(Map<Path, String> plots) {
        Map<Path, String> kept = new TreeMap<>(plots);
        kept.remove(folder.resolve("plots/of-a-contest-that-is-gone.svg"));
        return kept;
    }

    private static String expected() throws IOException {
        return Files.readString(GOLDEN);
    }
}
