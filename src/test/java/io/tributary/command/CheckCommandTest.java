package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.runtime.InsurerHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** check finds what would stop a home, and says where it is and what would be right. */
class CheckCommandTest {

    private static final String TOPIC =
            "agents/policies.camel.yaml: no projection takes the topic 'pas.polizza'; did you mean 'pas.policy'?";

    @TempDir
    Path folder;

    Path home;

    @BeforeEach
    void lay() throws IOException {
        home = InsurerHome.create(folder.resolve("home"));
    }

    @Test
    void a_good_home_is_right() {
        assertThat(check())
                .isEqualTo(new Invoked(
                        0,
                        home
                                + " is right: 2 projections with 2 tests, 1 single view, 2 files of agents, 2 files of routes"
                                + System.lineSeparator(),
                        ""));
    }

    @Test
    void a_folder_with_nothing_to_check_is_no_home_that_is_right() {
        Path inner = home.resolve("transformers");
        assertThat(Invoked.run("check", "--home", inner.toString()))
                .isEqualTo(new Invoked(
                        1,
                        "",
                        "--home " + inner + ": there is nothing in it to check; a home is the folder that holds"
                                + " transformers/, agents/ and routes/, each as far as it is needed\n"));
    }

    @Test
    void the_sample_home_is_right_and_values_that_it_lacks_are_noted() {
        Invoked invoked = Invoked.run("check", "--home", ".");
        assertThat(invoked.exit()).isZero();
        assertThat(invoked.err().lines())
                .allMatch(line -> line.startsWith("note: {{") || line.contains("have no limit"))
                .contains("note: {{geo.dir}} has no value; give it in application.properties or as GEO_DIR"
                        + " (agents/geo-nations.camel.yaml, agents/geo-regions.camel.yaml)");
    }

    @Test
    void a_broken_definition_stops_check_and_run_with_the_same_words() throws IOException {
        replace("transformers/projections/policies.yaml", "type: long", "type: lonk");
        replace("transformers/single-views/policy_overview.yaml", "base: policies", "base: polices");
        String problems =
                "transformers/projections/policies.yaml:6 fields.holderId.type: 'lonk' is no type; did you mean 'long'?\n"
                        + "transformers/single-views/policy_overview.yaml:2 base: 'polices' is no projection or single view; did you mean 'policies'?\n";
        assertThat(check()).isEqualTo(new Invoked(1, "", problems));
        assertThat(Invoked.run("run", "--home", home.toString())).isEqualTo(new Invoked(1, "", problems));
    }

    @Test
    void a_definition_that_fails_its_own_test_is_wrong() throws IOException {
        replace("transformers/projections/policies.yaml", "premium: 350.50", "premium: 350.51");
        assertWrong("transformers/projections/policies.yaml:10 tests[0]: the test 'an Italian date is read' fails:"
                + " premium: is 350.5, expected 350.51");
    }

    @Test
    void a_cast_that_is_in_no_jar_is_wrong() throws IOException {
        Files.delete(home.resolve("lib/insurer-casts.jar"));
        assertThat(check().err().lines())
                .singleElement()
                .asString()
                .startsWith(
                        "transformers/projections/policies.yaml:7 fields.startsOn.cast: 'italianDate' is no cast; there are: ");
    }

    @Test
    void an_unknown_setting_names_the_nearest() throws IOException {
        append("application.properties", "tributary.htp.port=1\n");
        assertUsage("application.properties: 'tributary.htp.port' is no setting; did you mean 'tributary.http.port'?");
    }

    @Test
    void a_wrong_setting_a_wrong_definition_and_a_wrong_route_are_all_said_at_once() throws IOException {
        append("application.properties", "tributary.htp.port=1\n");
        replace("transformers/projections/policies.yaml", "type: long", "type: lonk");
        replace("agents/policies.camel.yaml", "csv-agent", "cvs-agent");
        Invoked invoked = check();
        assertThat(invoked.exit()).isEqualTo(2);
        assertThat(invoked.err().lines())
                .containsExactly(
                        "application.properties: 'tributary.htp.port' is no setting; did you mean 'tributary.http.port'?",
                        "transformers/projections/policies.yaml:6 fields.holderId.type: 'lonk' is no type; did you mean 'long'?",
                        "agents/policies.camel.yaml: policies: 'cvs-agent' is no route template; did you mean 'csv-agent'?");
    }

    @Test
    void a_setting_of_the_wrong_form_says_which_is_right() throws IOException {
        append("application.properties", "tributary.queues.wait-time=20\n");
        assertUsage("tributary.queues.wait-time: '20' is not a duration such as 500ms, 60s, 5m, 2h or 15d");
    }

    @Test
    void an_unknown_role_names_the_nearest() throws IOException {
        append("application.properties", "tributary.roles=agents,updatr\n");
        assertUsage("'updatr' is no role; did you mean 'updater'?");
    }

    @Test
    void a_home_that_is_not_there_is_named() {
        assertThat(Invoked.run("check", "--home", "no/such/home"))
                .isEqualTo(new Invoked(
                        2,
                        "",
                        "--home no/such/home: there is no such folder; a home holds agents/, transformers/, routes/ and"
                                + " application.properties, each as far as it is needed" + System.lineSeparator()));
    }

    @Test
    void a_route_file_that_is_no_yaml_names_its_line() throws IOException {
        write("routes/own.camel.yaml", "- route:\n  id: x\n   from: y\n");
        assertWrong("routes/own.camel.yaml:3: mapping values are not allowed here");
    }

    @Test
    void a_step_that_does_not_exist_names_its_line() throws IOException {
        write("routes/own.camel.yaml", "- route:\n    from:\n      uri: timer:x\n      steps: [{ too: log:x }]\n");
        assertWrong("routes/own.camel.yaml:4: Unknown node id: too");
    }

    @Test
    void a_template_that_does_not_exist_names_the_nearest() throws IOException {
        replace("agents/policies.camel.yaml", "csv-agent", "cvs-agent");
        assertWrong(
                "agents/policies.camel.yaml: policies: 'cvs-agent' is no route template; did you mean 'csv-agent'?");
    }

    @Test
    void a_parameter_that_is_missing_or_unknown_is_named() throws IOException {
        replace("agents/policies.camel.yaml", "name: directory", "name: directry");
        assertWrong(
                "agents/policies.camel.yaml: policies: the template csv-agent needs the parameter 'directory':"
                        + " The folder to read; .done and .failed are made in it.",
                "agents/policies.camel.yaml: policies: 'directry' is no parameter of the template csv-agent;"
                        + " did you mean 'directory'?");
    }

    @Test
    void an_agent_whose_topic_nobody_takes_is_wrong() throws IOException {
        replace("agents/policies.camel.yaml", "pas.policy", "pas.polizza");
        assertWrong(TOPIC);
    }

    @Test
    void a_placeholder_without_a_value_is_noted_and_stops_run() throws IOException {
        replace("application.properties", "audit.dir=", "audits.dir=");
        String missing =
                "{{audit.dir}} has no value; give it in application.properties or as AUDIT_DIR (routes/audit.camel.yaml)"
                        + System.lineSeparator();
        assertThat(check().err()).isEqualTo("note: " + missing);
        assertThat(Invoked.run("run", "--home", home.toString())).isEqualTo(new Invoked(2, "", missing));
    }

    private Invoked check() {
        return Invoked.run("check", "--home", home.toString());
    }

    private void assertWrong(String... lines) {
        Invoked invoked = check();
        assertThat(invoked.err().lines()).containsExactly(lines);
        assertThat(invoked.exit()).isEqualTo(1);
        assertThat(invoked.out()).isEmpty();
    }

    private void assertUsage(String line) {
        assertThat(check()).isEqualTo(new Invoked(2, "", line + System.lineSeparator()));
    }

    private void write(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text);
    }

    private void append(String file, String text) throws IOException {
        Files.writeString(home.resolve(file), text, StandardOpenOption.APPEND);
    }

    private void replace(String file, String good, String bad) throws IOException {
        String text = Files.readString(home.resolve(file));
        assertThat(text).contains(good);
        write(file, text.replaceFirst(java.util.regex.Pattern.quote(good), bad));
    }
}
