package io.tributary.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.tributary.runtime.InsurerHome;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands as a user sees them: exit codes, and nothing on the screen that does not belong there. */
@Timeout(240)
class CommandProcessTest {

    private static final long PATIENCE = 90;

    @TempDir
    Path folder;

    Path home;

    @BeforeEach
    void lay() throws IOException {
        home = InsurerHome.create(folder.resolve("opt/home"));
    }

    /** Java's own exit code of SIGTERM, 128 + 15: the JVM does not let a hook choose another without skipping the rest. */
    @Test
    void sigterm_stops_run_cleanly_with_143() throws Exception {
        Path elsewhere = folder.resolve("elsewhere");
        Map<String, String> environment = Map.of("TRIBUTARY_HTTP_PORT", "0", "POLICIES_DIR", elsewhere.toString());
        try (CommandProcess run = CommandProcess.start(folder, environment, "run", "--home", "opt/home")) {
            await().atMost(Duration.ofSeconds(PATIENCE))
                    .until(() -> !run.isAlive() || run.err().contains("Health: http://localhost:"));
            assertThat(run.isAlive()).as(run.err()).isTrue();
            await("the folder that the environment names instead of the file")
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> Files.isDirectory(elsewhere));
            run.terminate();
            assertThat(run.exit(40)).isEqualTo(143);
            assertThat(run.err()).contains("policies").doesNotContain("\tat ", "Exception", "SLF4J", "ERROR", "WARN");
            assertThat(run.out()).isEmpty();
        }
    }

    /** A route that does not get to start. Camel's own hook would wait for the process to stop, and nobody would stop it. */
    @Test
    void sigterm_in_the_middle_of_a_start_ends_run_at_once() throws Exception {
        putIntoLib("Held", """
                public class Held extends org.apache.camel.support.service.ServiceSupport implements org.apache.camel.Processor {
                    @Override
                    protected void doStart() throws Exception {
                        System.err.println("held");
                        new java.util.concurrent.CountDownLatch(1).await();
                    }
                    @Override
                    public void process(org.apache.camel.Exchange exchange) {}
                }
                """);
        Files.writeString(home.resolve("routes/held.camel.yaml"), """
                - beans:
                    - name: held
                      type: Held
                - route:
                    id: held
                    from:
                      uri: direct:held
                      steps:
                        - process:
                            ref: held
                """);
        try (CommandProcess run =
                CommandProcess.start(folder, Map.of("TRIBUTARY_HTTP_PORT", "0"), "run", "--home", "opt/home")) {
            await().atMost(Duration.ofSeconds(PATIENCE))
                    .until(() -> !run.isAlive() || run.err().contains("held"));
            run.terminate();
            assertThat(run.exit(20)).isEqualTo(143);
            assertThat(run.err()).contains("held").doesNotContain("Health:", "\tat ", "Exception", "ERROR", "WARN");
        }
    }

    /** Compiles a class and puts it into a jar, as a user does. */
    private void putIntoLib(String type, String source) throws IOException {
        Path file =
                Files.writeString(Files.createDirectories(folder.resolve("src")).resolve(type + ".java"), source);
        String path = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, "-cp", path, file.toString()))
                .as("javac")
                .isZero();
        Path jar = Files.createDirectories(home.resolve("lib")).resolve(type + ".jar");
        try (JarOutputStream entries = new JarOutputStream(Files.newOutputStream(jar))) {
            entries.putNextEntry(new JarEntry(type + ".class"));
            Files.copy(file.resolveSibling(type + ".class"), entries);
        }
    }

    @Test
    void a_port_in_use_names_itself_and_its_setting() throws Exception {
        try (ServerSocket taken = new ServerSocket(0)) {
            String port = String.valueOf(taken.getLocalPort());
            try (CommandProcess run =
                    CommandProcess.start(folder, Map.of("TRIBUTARY_HTTP_PORT", port), "run", "--home", "opt/home")) {
                assertThat(run.exit(PATIENCE)).isEqualTo(2);
                assertThat(run.err())
                        .isEqualTo("tributary.http.port: port " + port + " on 0.0.0.0 cannot be taken"
                                + " (Address already in use); choose another, or 0 for a free one"
                                + System.lineSeparator());
            }
        }
    }

    @Test
    void verify_without_an_address_says_where_to_put_one() throws Exception {
        try (CommandProcess verify = CommandProcess.start(folder, Map.of(), "verify", "--home", "opt/home")) {
            assertThat(verify.exit(PATIENCE)).isEqualTo(2);
            assertThat(verify.err())
                    .isEqualTo(
                            "verify works on a running system: set MONGODB_URI (or tributary.mongodb.uri) to its database."
                                    + " The demo says the address of its embedded one when it starts."
                                    + System.lineSeparator());
        }
    }

    @Test
    void the_demo_ends_with_0_and_its_summary() throws Exception {
        try (CommandProcess demo = CommandProcess.start(folder, Map.of(), "demo", "--scale", "0.001", "--exit")) {
            assertThat(demo.exit(220)).as("%s%s", demo.out(), demo.err()).isZero();
            assertThat(demo.out())
                    .contains("topic", "rows read", "crm.customer", "customer_360", "every one is equal")
                    .contains("per million rows at list price", "documents written per million rows", "p99");
            assertThat(demo.err()).doesNotContain("\tat ", "SLF4J", "ERROR", "WARN");
        }
    }
}
