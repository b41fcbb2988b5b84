package io.tributary.benchmark;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class StartedByTest {

    @Test
    void the_command_can_be_typed_as_it_stands() {
        assertThat(StartedBy.command(List.of("--contestants", "Tributary, 500 changes/s,bare loop", "--runs", "2")))
                .endsWith("Bench --contestants 'Tributary, 500 changes/s,bare loop' --runs 2\"");
    }
}
