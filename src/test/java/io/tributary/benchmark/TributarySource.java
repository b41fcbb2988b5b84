package io.tributary.benchmark;

import io.tributary.agent.AgentProgress;
import io.tributary.runtime.Home;
import io.tributary.runtime.MongoCosts;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** The process that users run, with the role agents on a home of its own. Its settings are the defaults but for the waits. */
final class TributarySource implements SourceContestant {

    private static final String TOPIC = "bench.rows";

    private static final String CSV_AGENT = """
            - templatedRoute:
                routeTemplateRef: csv-agent
                routeId: bench-rows
                parameters:
                  - { name: name, value: bench-rows }
                  - { name: topic, value: bench.rows }
                  - { name: directory, value: "{{bench.dir}}" }
                  - { name: include, value: ".*[.]csv" }
                  - { name: delay, value: "%d" }
                  - { name: readLock, value: none }
            """.formatted(CamelFiles.POLL_DELAY);

    private static final String JDBC_AGENT =
            """
            - templatedRoute:
                routeTemplateRef: jdbc-agent
                routeId: bench-rows
                parameters:
                  - { name: name, value: bench-rows }
                  - { name: topic, value: bench.rows }
                  - { name: dataSource, value: orders }
                  - { name: table, value: %s }
                  - { name: key, value: %s }
                  - { name: version, value: %s }
                  - { name: period, value: "%d" }
            """.formatted(OrderTable.NAME, OrderTable.KEY, OrderTable.VERSION, CamelFiles.POLL_DELAY);

    @Override
    public String name() {
        return "Tributary";
    }

    @Override
    public String settings() {
        return "`run --roles agents`, csv-agent or jdbc-agent, defaults but for waits: "
                + Setting.BATCH_MAX_RECORDS.defaultValue()
                + " rows or " + Setting.BATCH_MAX_BYTES.defaultValue()
                + " bytes in a message; checks, line numbers, sequences, checkpoints in MongoDB; folder or table is looked at every "
                + CamelFiles.POLL_DELAY + " ms, no read lock";
    }

    @Override
    public Sending ofFiles(Lane lane, SourceRows rows) throws Exception {
        Path drop = Files.createDirectories(lane.folder().resolve("drop"));
        return new Running(lane, CSV_AGENT, "bench.dir=" + drop.toAbsolutePath() + "\n") {
            @Override
            public void send(Path given, int first, int end) throws Exception {
                Path dropped = drop.resolve(given.getFileName());
                Files.move(given, dropped, StandardCopyOption.ATOMIC_MOVE);
                Lane.awaitDone(dropped);
            }
        };
    }

    @Override
    public Sending ofTable(Lane lane, OrderTable table) throws Exception {
        String dataSource = "camel.beans.orders=#class:com.zaxxer.hikari.HikariDataSource\ncamel.beans.orders.jdbcUrl="
                + table.url() + "\ncamel.beans.orders.username=sa\n";
        return new Running(lane, JDBC_AGENT, dataSource) {
            @Override
            public void send(Path given, int first, int end) throws Exception {
                while (confirmed.get() < end) {
                    TimeUnit.MILLISECONDS.sleep(2);
                }
            }
        };
    }

    private abstract static class Running implements Sending {
        final AtomicLong confirmed = new AtomicLong();
        final TributaryProcess process;

        Running(Lane lane, String agent, String properties) throws Exception {
            Path dir = home(lane.folder().resolve("home"), agent, properties);
            Settings settings = Settings.of(dir)
                    .with(Map.of(
                            Setting.MONGODB_URI,
                            lane.engines().mongoUri(),
                            Setting.MONGODB_DATABASE,
                            lane.database().getName(),
                            Setting.SQS_ENDPOINT,
                            lane.engines().sqsEndpoint().toString(),
                            Setting.PREFIX,
                            lane.id() + "-",
                            Setting.ROLES,
                            "agents",
                            Setting.HTTP_HOST,
                            "127.0.0.1",
                            Setting.HTTP_PORT,
                            "0"));
            AgentProgress progress = (name, topic, rows, bytes) -> confirmed.addAndGet(rows);
            process = TributaryProcess.start(Home.of(dir), settings, progress);
        }

        private static Path home(Path dir, String agent, String properties) throws IOException {
            Files.createDirectories(dir.resolve("agents"));
            Files.writeString(dir.resolve("application.properties"), properties);
            Files.writeString(dir.resolve("agents").resolve("bench-rows.camel.yaml"), agent);
            return dir;
        }

        @Override
        public MongoCosts mongoCosts(Lane lane) {
            return process.servers().mongoCosts();
        }

        @Override
        public String queue() {
            return process.names().topicQueue(TOPIC);
        }

        @Override
        public void close() {
            process.close();
        }
    }
}
