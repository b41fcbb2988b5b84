package io.tributary.pipeline;

import static io.tributary.pipeline.PipelineFixture.ALL;
import static io.tributary.pipeline.PipelineFixture.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.Setting;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I1 and I3: a process with all roles is killed in the middle of its load, again and again, and nothing is lost. */
@Timeout(300)
class CrashedLoadTest {

    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(CrashedLoadTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void a_load_that_was_killed_twice_ends_as_if_nothing_had_happened() throws Exception {
        Map<Setting, String> slowly =
                Map.of(Setting.BATCH_MAX_RECORDS, "50", Setting.UPDATER_CONSUMERS, "1", Setting.UPDATER_GATHER, "1");
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.001, engines, slowly)) {
            long rows = fixture.company().rows().values().stream()
                    .mapToLong(Long::longValue)
                    .sum();
            Deployment deployment = fixture.deployment();
            killAfter(rows / 10, deployment);
            killAfter(rows / 2, deployment);
            assertThat(deployment.rowsTakenIn()).as("the load was not over").isLessThan(rows);

            fixture.awaitAll(deployment.start(ALL));
            assertThat(fixture.differences()).isEmpty();
            assertThat(deployment.deadLetters()).isZero();
            assertThat(deployment.accounts()).allSatisfy((topic, account) -> {
                assertThat((long) account.rows())
                        .as(topic)
                        .isGreaterThanOrEqualTo(fixture.company().rows().get(topic));
                assertThat(account.rejected()).as(topic).isZero();
            });
        }
    }

    private static void killAfter(long rows, Deployment deployment) throws Exception {
        ChildProcess child = deployment.startChild(ALL);
        await().until(() -> deployment.rowsTakenIn() >= rows);
        assertThat(child.isAlive()).isTrue();
        child.kill();
    }
}
