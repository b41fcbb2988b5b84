package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A server that lies, a connection that breaks, a disk that is full: no file of ours is touched, none is half-read or lost. */
class HostileFtpTest {

    @TempDir
    Path folder;

    private HostileFtpServer server;
    private AgentRoutes routes;

    @BeforeEach
    void start() throws Exception {
        server = new HostileFtpServer();
        routes = new AgentRoutes("t");
    }

    @AfterEach
    void stop() {
        routes.close();
        server.close();
    }

    private void add(Path work) {
        Map<String, String> parameters = new HashMap<>(Map.of(
                "topic", "t", "host", "127.0.0.1", "directory", "out", "username", "legacy", "password", "s3cr3t"));
        parameters.put("port", "" + server.port());
        parameters.put("workDirectory", work.toString());
        parameters.put("delay", "200");
        parameters.put("readLock", "none");
        routes.add("ftp-agent", "files", parameters);
    }

    private List<String> asked(String command) {
        return server.commands.stream().filter(line -> line.startsWith(command)).toList();
    }

    private static List<Path> below(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }

    private String health() {
        return routes.health("files").getMessage().orElse("");
    }

    @Test
    @Attack(
            kind = Kind.PATHS,
            by =
                    "an FTP server that lists ../../x, a/b, .., absolute names, names with control characters or ${...}, links"
                            + " (CVE-2026-79983)",
            then =
                    "is asked for none of them; nothing is written outside of the work directory; a warning names each; the good"
                            + " file between them is read")
    void a_listing_cannot_name_a_path() throws Exception {
        Path work = folder.resolve("a/b/work");
        for (String name : List.of(
                "../../x.csv",
                "../x.csv",
                "..",
                ".",
                "a/b.csv",
                "/etc/x.csv",
                "..\\x.csv",
                "C:\\x.csv",
                "a\u0000b.csv",
                "a\u0007b.csv",
                "${bean:x}.csv")) {
            server.add(name, "ID\nforged\n");
        }
        server.listing.add("lrwxrwxrwx   1 ftp      ftp      9 Jan 31 10:00 link.csv -> ../../x.csv");
        server.listing.add("drwxrwxrwx   1 ftp      ftp      9 Jan 31 10:00 ../folder");
        server.listing.add("-rw-r--r--   1 ftp ftp 99999999999999999999 Jan 31 10:00 size.csv");
        server.listing.add("no line of a listing");
        server.add("good.csv", "ID\n1\n");
        add(work);
        assertThat(routes.awaitRows(1))
                .extracting(row -> row.values().get("ID"))
                .containsExactly("1");
        await().atMost(Duration.ofSeconds(20)).until(() -> asked("RNTO").size() == 1);
        server.add("later.csv", "ID\n2\n");
        assertThat(routes.awaitRows(2)).hasSize(2);
        assertThat(asked("RETR")).allMatch(line -> line.matches("RETR .*\\b(good|later|size)[.]csv"));
        assertThat(below(folder)).allMatch(file -> file.startsWith(work));
    }

    @Test
    @Attack(
            kind = Kind.DISK,
            by = "a connection that breaks in the middle of a file",
            then = "leaves nothing half-read: health says so, and the next poll fetches the whole file")
    void a_file_that_was_cut_off_is_not_half_read() throws Exception {
        server.cutAfter = 20;
        server.add("a.csv", "ID,NAME\n1,one\n2,two\n3,three\n");
        add(folder);
        routes.awaitHealth("files", HealthCheck.State.DOWN);
        assertThat(routes.fixture.queue.rows()).isEmpty();
        server.cutAfter = -1;
        assertThat(routes.awaitRows(3))
                .extracting(row -> row.values().get("NAME"))
                .containsExactly("one", "two", "three");
        routes.awaitHealth("files", HealthCheck.State.UP);
        assertThat(below(folder)).isEmpty();
    }

    @Test
    @Attack(
            kind = Kind.DISK,
            by = "a disk that is full while a file is fetched",
            then =
                    "leaves the file on the server, nothing half-read; health names file and disk; it goes on when there is"
                            + " room")
    void a_full_disk_leaves_the_file_on_the_server() throws Exception {
        Path disk = Files.createDirectory(folder.resolve("disk"));
        assumeTrue(mounted(disk), "a file system of 64 KiB can be mounted here");
        try {
            server.add("a.csv", "ID\n" + "1234567\n".repeat(20_000));
            server.add("b.csv", "ID\nsmall\n");
            add(disk);
            routes.awaitHealth("files", HealthCheck.State.DOWN);
            await().atMost(Duration.ofSeconds(20)).until(() -> health().contains("No space left on device"));
            assertThat(health()).contains("a.csv");
            server.commands.clear();
            await().atMost(Duration.ofSeconds(20)).until(() -> asked("RETR").size() > 2);
            assertThat(routes.health("files").getState()).as("in between, too").isEqualTo(HealthCheck.State.DOWN);
            assertThat(routes.fixture.queue.rows())
                    .extracting(row -> row.values().get("ID"))
                    .doesNotContain("1234567");
            assertThat(server.files).containsKey("a.csv");
            assertThat(run("mount", "-o", "remount,size=1m", disk.toString())).isTrue();
            assertThat(routes.awaitRows(20_001)).hasSize(20_001);
            routes.awaitHealth("files", HealthCheck.State.UP);
            assertThat(below(disk)).isEmpty();
        } finally {
            routes.close();
            run("umount", disk.toString());
        }
    }

    @Test
    @Attack(
            kind = Kind.DISK,
            by = "a work directory that cannot be made",
            then = "leaves the file on the server; health names the directory; it goes on when it can be made")
    void a_work_directory_that_cannot_be_made_is_named() throws Exception {
        Path work = Files.writeString(folder.resolve("work"), "no directory");
        server.add("a.csv", "ID\n1\n");
        add(work.resolve("files"));
        routes.awaitHealth("files", HealthCheck.State.DOWN);
        assertThat(health()).contains(work.toString()).doesNotContain("s3cr3t");
        Files.delete(work);
        routes.awaitRows(1);
        routes.awaitHealth("files", HealthCheck.State.UP);
    }

    private static boolean mounted(Path disk) throws Exception {
        return run("mount", "-t", "tmpfs", "-o", "size=64k", "tmpfs", disk.toString());
    }

    private static boolean run(String... command) throws Exception {
        try {
            return new ProcessBuilder(command).start().waitFor() == 0;
        } catch (IOException e) {
            return false;
        }
    }
}
