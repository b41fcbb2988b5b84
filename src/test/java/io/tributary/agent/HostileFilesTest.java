package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.mongodb.MongoException;
import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.record.RecordBatch;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What somebody puts into a drop folder is read as a file or left where it is with a word; it opens and moves nothing else. */
class HostileFilesTest {

    @TempDir
    Path folder;

    @TempDir
    Path outside;

    private AgentRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new AgentRoutes("t");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void add(Map<String, String> more) {
        Map<String, String> parameters =
                new HashMap<>(Map.of("topic", "t", "directory", folder.toString(), "delay", "200", "minAge", "0"));
        parameters.putAll(more);
        routes.add("csv-agent", "files", parameters);
    }

    private void drop(String name, int id) throws Exception {
        Files.writeString(folder.resolve(name), "ID\n" + id + "\n");
    }

    @Test
    @Attack(
            kind = Kind.PATHS,
            by =
                    "file names that are expressions: ${bean:...}, {{property}}, $simple{...}, %s, and regular expressions",
            then =
                    "are evaluated nowhere: the file is read and moved under its own name; one with ${, $simple{ or a backslash"
                            + " stays where it is, and a warning names it")
    void names_are_no_expressions() throws Exception {
        List<String> names = List.of(
                "${bean:agentServices}.csv",
                "{{user.home}}.csv",
                "$simple{exchangeId}.csv",
                "#{1+1}.csv",
                "%s%n.csv",
                "(.*)$1\\Q.csv",
                "-rf ;id.csv",
                "~.csv",
                "<a>.csv",
                "emoji \uD83D\uDE00.csv");
        List<String> readable = names.stream().filter(FileNameGuard::isSafe).toList();
        for (int i = 0; i < names.size(); i++) {
            drop(names.get(i), i);
        }
        add(Map.of());
        assertThat(routes.awaitRows(readable.size())).hasSize(readable.size());
        for (String name : readable) {
            await().atMost(Duration.ofSeconds(20))
                    .until(() -> Files.exists(folder.resolve(".done").resolve(name)));
        }
        assertThat(names)
                .filteredOn(name -> !FileNameGuard.isSafe(name))
                .hasSize(3)
                .allSatisfy(name -> assertThat(folder.resolve(name)).exists());
        routes.awaitHealth("files", HealthCheck.State.UP);
    }

    @Test
    @Attack(
            kind = Kind.PATHS,
            by = "a file name with ${...} where done files say what may be read",
            then = "does not stop the other files")
    void a_name_that_is_an_expression_does_not_stop_done_files() throws Exception {
        drop("${file:name}.csv", 1);
        drop("${file:name}.csv.ok", 1);
        drop("a${x}.csv", 1);
        drop("z.csv", 2);
        Files.createFile(folder.resolve("z.csv.ok"));
        add(Map.of("doneFileName", "${file:name}.ok", "readLock", "none"));
        AgentRoutes.awaitFile(folder.resolve(".done"), "z[.]csv");
        routes.awaitHealth("files", HealthCheck.State.UP);
    }

    @Test
    @Attack(
            kind = Kind.PATHS,
            by = "a symbolic link in a drop folder, a pipe, a folder named like a file",
            then = "is not opened, not moved and not waited for; a warning names it; the files beside it are read")
    void links_pipes_and_folders_are_left_alone() throws Exception {
        Path secret = Files.writeString(outside.resolve("secret"), "ID\nsecret\n");
        Files.createSymbolicLink(folder.resolve("link.csv"), secret);
        Files.createSymbolicLink(folder.resolve("broken.csv"), outside.resolve("nothing"));
        Files.createSymbolicLink(folder.resolve("folder-link"), outside);
        Files.createDirectory(folder.resolve("folder.csv"));
        assertThat(new ProcessBuilder("mkfifo", folder.resolve("pipe.csv").toString())
                        .start()
                        .waitFor())
                .isZero();
        drop("z.csv", 1);
        add(Map.of());
        assertThat(routes.awaitRows(1))
                .extracting(row -> row.values().get("ID"))
                .containsExactly("1");
        AgentRoutes.awaitFile(folder.resolve(".done"), "z[.]csv");
        drop("zz.csv", 2);
        AgentRoutes.awaitFile(folder.resolve(".done"), "zz[.]csv");
        assertThat(routes.fixture.queue.rows()).hasSize(2);
        assertThat(secret).exists();
        assertThat(Files.isSymbolicLink(folder.resolve("link.csv"))).isTrue();
        assertThat(folder.resolve("pipe.csv")).exists();
    }

    @Test
    @Attack(
            kind = Kind.DISK,
            by = "a read file that cannot be moved to .done",
            then =
                    "stays, and keeps those behind it; health names the file; it is not published again and again; it moves when it"
                            + " can be")
    void a_file_that_cannot_be_moved_stays_and_moves_later() throws Exception {
        Files.writeString(folder.resolve(".done"), "in the way of the folder");
        drop("a.csv", 1);
        drop("b.csv", 1);
        add(Map.of());
        routes.awaitRows(1);
        routes.awaitHealth("files", HealthCheck.State.DOWN);
        assertThat(routes.health("files").getMessage().orElse("")).contains("a.csv");
        await().during(Duration.ofSeconds(2)).untilAsserted(() -> assertThat(routes.fixture.queue.batches)
                .as("b.csv would be older than a.csv after a restart")
                .extracting(RecordBatch::place)
                .containsExactly("a.csv"));
        Files.delete(folder.resolve(".done"));
        AgentRoutes.awaitFile(folder.resolve(".done"), "b[.]csv");
        routes.awaitHealth("files", HealthCheck.State.UP);
        assertThat(routes.fixture.queue.rows()).hasSize(2);
        Files.move(folder.resolve(".done/a.csv"), folder.resolve("a.csv"));
        assertThat(routes.awaitRows(3))
                .as("put there again by hand: read again")
                .hasSize(3);
    }

    @Test
    @Attack(
            kind = Kind.DISK,
            by = "a database without room while an agent stores its checkpoint or read sequence",
            then =
                    "keeps the file where it is and sends nothing; health names the server's reason; the agent goes on when"
                            + " there is room")
    void a_checkpoint_that_cannot_be_stored_keeps_the_file() throws Exception {
        routes.fixture.checkpoints.refusal =
                new MongoException(14031, "Cannot insert: available disk space is less than required minimum");
        drop("a.csv", 1);
        add(Map.of());
        routes.awaitHealth("files", HealthCheck.State.DOWN);
        assertThat(routes.health("files").getMessage().orElse("")).contains("available disk space is less than");
        assertThat(routes.fixture.queue.rows()).isEmpty();
        assertThat(folder.resolve("a.csv")).exists();
        routes.fixture.checkpoints.refusal = null;
        assertThat(routes.awaitRows(1)).hasSize(1);
        AgentRoutes.awaitFile(folder.resolve(".done"), "a[.]csv");
        routes.awaitHealth("files", HealthCheck.State.UP);
    }
}
