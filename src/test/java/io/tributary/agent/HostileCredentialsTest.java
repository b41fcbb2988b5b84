package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import io.tributary.docs.Attack;
import io.tributary.docs.Attack.Kind;
import io.tributary.docs.Captured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A system of record that refuses an agent makes that agent wait, and no other; its secret is told to nobody. */
class HostileCredentialsTest {

    private static final String SECRET = "s3cr3t&0f+n0b0dy%";

    @TempDir
    Path folder;

    private AgentRoutes routes;

    @BeforeEach
    void start() throws Exception {
        routes = new AgentRoutes("t");
    }

    @AfterEach
    void stop() {
        routes.close();
    }

    private void assertRefused(String agent, Captured log, String... named) {
        routes.awaitHealth(agent, HealthCheck.State.DOWN);
        assertThat(routes.health(agent).getMessage().orElse("")).contains(named).doesNotContain(SECRET);
        assertThat(log.lines())
                .noneMatch(line -> line.contains(SECRET) || line.contains("s3cr3t"))
                .anySatisfy(line -> assertThat(line)
                        .startsWith("WARN agent " + agent + " waits")
                        .contains(named));
    }

    /** Another agent of the same process, which has nothing to do with the refusal. */
    private void assertAnotherAgentGoesOn() throws Exception {
        Path drop = Files.createDirectory(folder.resolve("drop"));
        routes.add(
                "csv-agent",
                "other",
                Map.of("topic", "t", "directory", drop.toString(), "delay", "100", "minAge", "0"));
        Files.writeString(drop.resolve("a.csv"), "ID\nother\n");
        assertThat(routes.awaitRows(1))
                .extracting(row -> row.values().get("ID"))
                .containsExactly("other");
    }

    @Test
    @Attack(
            kind = Kind.CREDENTIALS,
            by = "a wrong password for a database",
            then =
                    "makes its agent wait and try on; health and log name agent, table and data source; the password is nowhere;"
                            + " other agents go on, and so does this one when the password is right")
    void a_database_refuses() throws Exception {
        String url = "jdbc:h2:mem:refuses;DB_CLOSE_DELAY=-1";
        try (Connection connection = DriverManager.getConnection(url, "sa", "right")) {
            connection.createStatement().execute("create table T (ID int primary key, V timestamp)");
            connection.createStatement().execute("insert into T values (1, timestamp '2026-01-01 00:00:00')");
        }
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser("sa");
        source.setPassword(SECRET);
        routes.context.getRegistry().bind("legacy", source);
        try (Captured log = new Captured()) {
            routes.add(
                    "jdbc-agent",
                    "rows",
                    Map.of(
                            "topic",
                            "t",
                            "dataSource",
                            "legacy",
                            "table",
                            "T",
                            "key",
                            "ID",
                            "version",
                            "V",
                            "period",
                            "200"));
            assertRefused("rows", log, "poll of T in legacy", "Wrong user name or password");
            assertAnotherAgentGoesOn();
            source.setPassword("right");
            routes.awaitRows(2);
            routes.awaitHealth("rows", HealthCheck.State.UP);
        }
    }

    @Test
    @Attack(
            kind = Kind.CREDENTIALS,
            by = "a wrong password for an FTP server",
            then =
                    "makes its agent wait and try on; health and log name agent, server and user; the password is nowhere; other"
                            + " agents go on, and so does this one when the password is right")
    void an_ftp_server_refuses() throws Exception {
        Path home = Files.createDirectories(folder.resolve("ftp/out")).getParent();
        FtpServerFactory factory = new FtpServerFactory();
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(0);
        listener.setServerAddress("127.0.0.1");
        factory.addListener("default", listener.createListener());
        BaseUser user = user(home, "right");
        factory.getUserManager().save(user);
        FtpServer server = factory.createServer();
        server.start();
        try (Captured log = new Captured()) {
            int port = factory.getListener("default").getPort();
            Map<String, String> parameters = new HashMap<>(Map.of(
                    "topic", "t", "host", "127.0.0.1", "directory", "out", "username", "legacy", "password", SECRET));
            parameters.put("port", "" + port);
            parameters.put("workDirectory", folder.resolve("work").toString());
            parameters.put("delay", "200");
            routes.add("ftp-agent", "files", parameters);
            assertRefused("files", log, "127.0.0.1:" + port, "legacy");
            assertAnotherAgentGoesOn();
            factory.getUserManager().save(user(home, SECRET));
            Files.writeString(home.resolve("out/a.csv"), "ID\n1\n");
            routes.awaitRows(2);
            routes.awaitHealth("files", HealthCheck.State.UP);
            assertThat(log.lines()).noneMatch(line -> line.contains("s3cr3t"));
        } finally {
            server.stop();
        }
    }

    private static BaseUser user(Path home, String password) {
        BaseUser user = new BaseUser();
        user.setName("legacy");
        user.setPassword(password);
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        return user;
    }
}
