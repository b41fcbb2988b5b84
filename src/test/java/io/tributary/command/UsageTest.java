package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What is typed wrong is named, and help says what there is; the whole of it is docs/reference/commands.md. */
class UsageTest {

    @Test
    void help_names_the_commands_and_exit_codes() {
        Invoked help = Invoked.run("--help");
        assertThat(help.exit()).isZero();
        assertThat(help.out()).contains("demo ", "run ", "check ", "verify ", "Exit codes: 0 all is well");
        assertThat(Invoked.run("run", "--help").out())
                .startsWith("Usage: tributary run ")
                .contains("--home=DIR", "--roles");
    }

    @Test
    void no_command_at_all_shows_the_help() {
        Invoked nothing = Invoked.run();
        assertThat(nothing.exit()).isEqualTo(2);
        assertThat(nothing.err()).startsWith("Missing required subcommand").contains("Usage: tributary");
    }

    @Test
    void an_unknown_command_is_named_with_the_nearest() {
        Invoked wrong = Invoked.run("chek");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err())
                .startsWith("Unmatched argument at index 0: 'chek'")
                .contains("Did you mean: tributary check");
    }

    @Test
    void an_unknown_option_is_named() {
        Invoked wrong = Invoked.run("run", "--hom", ".");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).contains("'--hom'", "--home");
    }

    @Test
    void a_scale_that_makes_no_sense_is_refused() {
        Invoked wrong = Invoked.run("demo", "--scale", "0");
        assertThat(wrong.exit()).isEqualTo(2);
        assertThat(wrong.err()).startsWith("--scale 0.0: more than 0 and at most 100, such as 0.01");
    }
}
