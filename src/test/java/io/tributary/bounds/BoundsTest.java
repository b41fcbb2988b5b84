package io.tributary.bounds;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** I7: the bounds at sizes that are still too large for the heap of their processes, if these held what they pass on. */
@Timeout(600)
class BoundsTest {

    @TempDir
    static Path folder;

    private static Engines engines;

    @BeforeAll
    static void startEngines() throws Exception {
        engines = new Engines(folder);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    static Stream<Arguments> loads() {
        return Stream.of(
                Arguments.of(new CsvBound(200_000), "64m"),
                Arguments.of(new TableBound(TableBound.Kind.BY_COMPARISON, 50_000), "64m"),
                Arguments.of(new BacklogBound(500), "128m"));
    }

    @ParameterizedTest
    @MethodSource("loads")
    void a_load_that_is_larger_than_the_heap_is_borne(Bound bound, String heap) throws Exception {
        try (Site site = new Site(engines, folder, heap)) {
            Measured measured = bound.run(site);
            assertThat(measured.heaps()).isNotEmpty();
            Report report = new Report(heap);
            report.engine(engines.describe());
            System.out.println(report.held(bound, measured));
        }
    }
}
