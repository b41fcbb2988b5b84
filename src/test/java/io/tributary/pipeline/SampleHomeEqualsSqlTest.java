package io.tributary.pipeline;

import static io.tributary.pipeline.PipelineFixture.ALL;
import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.command.Pipeline;
import io.tributary.demo.LiveChanges;
import io.tributary.projection.Account;
import io.tributary.runtime.TributaryProcess;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** I4 and I1, against an oracle that knows nothing of Tributary: SQL joins over the same data. */
@Timeout(600)
class SampleHomeEqualsSqlTest {

    private static Engines engines;

    @TempDir
    Path dir;

    @BeforeAll
    static void startEngines() {
        engines = Engines.of(SampleHomeEqualsSqlTest.class);
    }

    @AfterAll
    static void stopEngines() throws Exception {
        engines.close();
    }

    @Test
    void every_view_equals_sql_after_the_load_and_after_two_thousand_changes_and_no_row_is_unaccounted_for()
            throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.002, engines)) {
            TributaryProcess process = fixture.deployment().start(ALL);
            fixture.awaitAll(process);
            assertThat(fixture.differences()).isEmpty();
            assertThat(fixture.deployment().documents("order_overview")).hasSizeGreaterThanOrEqualTo(3_000);

            try (LiveChanges live = fixture.company().liveChanges(7)) {
                Map<String, Integer> made = live.randomChanges(2_200);
                assertThat(made)
                        .containsKeys(
                                "customer moves",
                                "order changes hands",
                                "order deleted",
                                "order re-inserted",
                                "order changes key",
                                "item moves",
                                "item deleted",
                                "part deleted");
            }
            fixture.awaitAll(process);
            assertThat(fixture.differences()).isEmpty();
            accountsAddUp(fixture.deployment(), process);
        }
    }

    /** Between the load and the first look of the agent that compares, only the journal of keys knows of these orders. */
    @Test
    void orders_that_are_deleted_before_the_first_comparison_leave_the_views() throws Exception {
        try (PipelineFixture fixture = PipelineFixture.create(dir, 0.0002, engines)) {
            Path deletes = fixture.home().dir().resolve("agents/erp-order-deletes.camel.yaml");
            Path aside = dir.resolve("aside.yaml");
            Files.move(deletes, aside);
            TributaryProcess withoutDeletes = fixture.deployment().start(ALL);
            fixture.awaitAll(withoutDeletes);
            fixture.deployment().stop(withoutDeletes);
            assertThat(fixture.erp("DELETE FROM ORDERS WHERE ORDER_ID <= 30")).isPositive();

            Files.move(aside, deletes);
            fixture.awaitAll(fixture.deployment().start(ALL));
            assertThat(fixture.differences()).isEmpty();
        }
    }

    private static void accountsAddUp(Deployment deployment, TributaryProcess process) {
        Map<String, Account> accounts = deployment.accounts();
        Pipeline pipeline = new Pipeline(process);
        assertThat(accounts.keySet()).isEqualTo(deployment.topics());
        accounts.forEach((topic, account) -> {
            assertThat((long) account.rows()).as("rows of %s", topic).isEqualTo(pipeline.read(topic));
            assertThat(account.rejected()).as("rejected of %s", topic).isZero();
        });
        assertThat(deployment.deadLetters()).isZero();
    }
}
