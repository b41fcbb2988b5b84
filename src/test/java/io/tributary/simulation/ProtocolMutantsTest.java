package io.tributary.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.GeneratedPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.LongFunction;
import org.junit.jupiter.api.Test;

/**
 * Breaks the rules of the protocol one by one, in the production code, and lets the simulator find each. {@code -Dmutant} takes those
 * whose description holds a text; {@code -Dregenerate=true} writes the table in docs/reliability.md.
 */
class ProtocolMutantsTest {

    private static final String ONLY = System.getProperty("mutant", "");

    private final Queue<Mutant> todo = new ConcurrentLinkedQueue<>();
    private final Map<Mutant, Long> found = new ConcurrentHashMap<>();
    private final Map<Mutant, String> missed = new ConcurrentHashMap<>();

    @Test
    void every_mutant_is_found() throws Exception {
        Mutants.ALL.stream().filter(mutant -> mutant.toString().contains(ONLY)).forEach(todo::add);
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 2 * Runtime.getRuntime().availableProcessors(); i++) {
            Thread thread = new Thread(() -> {
                for (Mutant mutant = todo.poll(); mutant != null; mutant = todo.poll()) {
                    hunt(mutant);
                }
            });
            threads.add(thread);
            thread.start();
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(missed).isEmpty();
        if (ONLY.isEmpty()) {
            document();
        }
    }

    @SuppressWarnings("unchecked")
    private void hunt(Mutant mutant) {
        try {
            LongFunction<String> explorer = new PatchedClasses(mutant.patches()).explorer(LongFunction.class);
            for (long seed = 0; seed < mutant.within(); seed++) {
                String wrong = explorer.apply(seed);
                if (wrong != null) {
                    found.put(mutant, seed + 1);
                    System.out.printf("%5d %s: %s%n", seed + 1, mutant, wrong);
                    ((AutoCloseable) explorer).close();
                    return;
                }
            }
            missed.put(mutant, "not found in " + mutant.within() + " schedules");
            System.out.printf("MISSED in %d: %s%n", mutant.within(), mutant);
        } catch (Throwable e) {
            missed.put(mutant, e.toString());
        }
    }

    private void document() {
        StringBuilder table = new StringBuilder(
                "| section | rule | mutant | found by schedule | has to be within |\n|---|---|---|---:|---:|\n");
        for (Mutant mutant : Mutants.ALL) {
            table.append(String.format(
                    "| %s | %s | %s | %d | %d |%n",
                    mutant.section(),
                    GeneratedPage.cell(mutant.rule()),
                    GeneratedPage.cell(mutant.mutant()),
                    found.get(mutant),
                    mutant.within()));
        }
        Section section = new Section("mutants-table");
        if (Boolean.getBoolean("regenerate")) {
            section.write(table.toString());
        }
        // The number of schedules changes with every change of the code; that it is small enough was asserted.
        assertThat(withoutNumbers(section.text()))
                .as("run: mvn test -Dtest=ProtocolMutantsTest -Dregenerate=true")
                .isEqualTo(withoutNumbers(table.toString()));
    }

    private static String withoutNumbers(String table) {
        return table.replaceAll("\\| \\d+ \\| (\\d+) \\|", "| $1 |");
    }
}
