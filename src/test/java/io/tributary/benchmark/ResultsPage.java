package io.tributary.benchmark;

import static io.tributary.docs.GeneratedPage.cell;

import io.tributary.benchmark.Results.Kept;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** The page: what was claimed and what became of it, then a table and a plot per contest and engine, then how all was run and set. */
final class ResultsPage {

    private static final Map<String, String> ENGINES =
            Map.of("embedded", "the embedded MongoDB", "uri", "the MongoDB of `MONGODB_URI`");

    private final List<Kept> all;

    ResultsPage(List<Kept> all) {
        this.all = all;
    }

    /** How a sentence calls an engine. */
    static String engine(Kept contest) {
        String engine = contest.circumstances().engine();
        return ENGINES.getOrDefault(engine, engine);
    }

    String text() {
        return intro() + claims() + contests() + circumstances() + settings();
    }

    private String intro() {
        Set<String> commands = new LinkedHashSet<>();
        all.forEach(contest -> commands.add(contest.circumstances().facts().getOrDefault("command", "(not kept)")));
        return """
                # Results

                The benchmark writes this page and its plots from `data/`, where it keeps every run; what the contests are, and how to repeat
                them, stands in its [README](README.md). It was made with

                ```
                %s
                ```

                A rate is the median over the rounds that count, with the least and the most of them; a ratio is one of medians. The CPU time is that
                of the contestant's process alone, its servers have others. What a contestant cannot do that Tributary does stands below its table.
                """.formatted(String.join("\n", commands));
    }

    private String claims() {
        List<Verdict> verdicts =
                all.stream().flatMap(contest -> Verdict.of(contest).stream()).toList();
        long hold = verdicts.stream().filter(Verdict::holds).count();
        StringBuilder table = new StringBuilder("\n## What is claimed\n\n")
                .append(hold + " of " + verdicts.size() + " claims hold.\n\n")
                .append("| stage | contest | engine | asked | measured | |\n|---|---|---|---|---:|---|\n");
        for (Verdict verdict : verdicts) {
            Kept contest = verdict.contest();
            table.append(row(
                    contest.stage(),
                    "[" + cell(contest.title()) + "](#" + contest.fileName() + ")",
                    engine(contest),
                    cell(verdict.asked()),
                    verdict.found(),
                    verdict.outcome()));
        }
        return table.toString();
    }

    private String contests() {
        StringBuilder text = new StringBuilder();
        String stage = "";
        String id = "";
        for (Kept contest : all) {
            if (!contest.stage().equals(stage)) {
                stage = contest.stage();
                text.append("\n## Stage: ").append(stage).append('\n');
            }
            if (!contest.id().equals(id)) {
                id = contest.id();
                text.append("\n### ")
                        .append(contest.title())
                        .append("\n\n")
                        .append(contest.question())
                        .append('\n');
            }
            text.append(new ContestSection(contest).text());
        }
        return text.toString();
    }

    /** What is the same for all contests of an engine is said once; what differs is said with the contests it is true of. */
    private String circumstances() {
        Map<Map<String, String>, List<String>> groups = new LinkedHashMap<>();
        for (Kept contest : all) {
            groups.computeIfAbsent(contest.circumstances().facts(), facts -> new ArrayList<>())
                    .add(contest.fileName());
        }
        StringBuilder text = new StringBuilder("\n## How it was run\n");
        groups.forEach((facts, contests) -> {
            text.append("\n`" + String.join("`, `", contests) + "`:\n\n| | |\n|---|---|\n");
            facts.forEach((name, fact) ->
                    text.append(row(name, name.equals("command") ? "`" + cell(fact) + "`" : cell(fact))));
        });
        return text.toString();
    }

    private String settings() {
        Map<String, Set<String>> contestsByName = new LinkedHashMap<>();
        for (Kept contest : all) {
            for (Kept.Contestant contestant : contest.contestants()) {
                contestsByName
                        .computeIfAbsent(
                                row(cell(contestant.name()), cell(contestant.settings())), key -> new TreeSet<>())
                        .add(contest.id());
            }
        }
        return "\n## Settings\n\n| contestant | settings | contests |\n|---|---|---|\n"
                + contestsByName.entrySet().stream()
                        .map(entry -> entry.getKey().strip() + " `" + String.join("`, `", entry.getValue()) + "` |\n")
                        .collect(Collectors.joining());
    }

    static String row(String... cells) {
        return "| " + String.join(" | ", cells) + " |\n";
    }
}
