package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.camel.health.HealthCheck;
import org.apache.ftpserver.FtpServer;
import org.apache.ftpserver.FtpServerFactory;
import org.apache.ftpserver.listener.ListenerFactory;
import org.apache.ftpserver.usermanager.impl.BaseUser;
import org.apache.ftpserver.usermanager.impl.WritePermission;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FtpRoutesTest {

    @TempDir
    Path home;

    @TempDir
    Path work;

    private AgentRoutes routes;
    private FtpServer server;
    private int port;

    @BeforeEach
    void start() throws Exception {
        try (ServerSocket free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        Files.createDirectories(home.resolve("out"));
        routes = new AgentRoutes("logistics.item");
    }

    @AfterEach
    void stop() {
        routes.close();
        if (server != null) {
            server.stop();
        }
    }

    private void startServer() throws Exception {
        ListenerFactory listener = new ListenerFactory();
        listener.setPort(port);
        listener.setServerAddress("127.0.0.1");
        FtpServerFactory factory = new FtpServerFactory();
        factory.addListener("default", listener.createListener());
        BaseUser user = new BaseUser();
        user.setName("legacy");
        user.setPassword("pa&ss+w=rd%");
        user.setHomeDirectory(home.toString());
        user.setAuthorities(List.of(new WritePermission()));
        factory.getUserManager().save(user);
        server = factory.createServer();
        server.start();
    }

    private Map<String, String> parameters() {
        return new HashMap<>(Map.of(
                "topic",
                "logistics.item",
                "host",
                "127.0.0.1",
                "port",
                "" + port,
                "directory",
                "out",
                "username",
                "legacy",
                "password",
                "pa&ss+w=rd%",
                "workDirectory",
                work.toString(),
                "delay",
                "300"));
    }

    @Test
    void a_csv_file_is_fetched_published_and_moved_to_done_on_the_server() throws Exception {
        startServer();
        routes.add("ftp-agent", "items", parameters());
        Files.writeString(home.resolve("out/a.csv"), "ID,NAME\n1,x\n2,y\n");
        assertThat(routes.awaitRows(2))
                .extracting(row -> row.values().get("NAME"))
                .containsExactly("x", "y");
        AgentRoutes.awaitFile(home.resolve("out/.done"), "a[.]csv");
        assertThat(home.resolve("out/a.csv")).doesNotExist();
    }

    @Test
    void a_fixed_length_file_is_fetched_and_read_through_its_model() throws Exception {
        startServer();
        Map<String, String> parameters = parameters();
        parameters.put("model", ShipmentLayout.class.getName());
        parameters.put("operationField", "op");
        routes.add("ftp-fixed-length-agent", "items", parameters);
        Files.writeString(home.resolve("out/a.txt"), ShipmentLayout.line("U", 1, "10.50", "20260131", "AIR") + "\n");
        assertThat(routes.awaitRows(1).get(0).values()).containsEntry("orderId", 1L);
        AgentRoutes.awaitFile(home.resolve("out/.done"), "a[.]txt");
    }

    @Test
    void an_unreachable_server_makes_only_its_route_wait_and_the_route_goes_on_by_itself() throws Exception {
        routes.add("ftp-agent", "items", parameters());
        routes.awaitHealth("items", HealthCheck.State.DOWN);
        assertThat(routes.health("items").getMessage().orElse(""))
                .contains("" + port)
                .doesNotContain("pa&ss");
        startServer();
        Files.writeString(home.resolve("out/a.csv"), "ID,NAME\n1,x\n");
        routes.awaitRows(1);
        routes.awaitHealth("items", HealthCheck.State.UP);
    }

    @Test
    void a_failed_file_is_put_aside_on_the_server() throws Exception {
        startServer();
        routes.add("ftp-agent", "items", parameters());
        Files.writeString(home.resolve("out/a.csv"), "ID,\n1,x\n");
        AgentRoutes.awaitFile(home.resolve("out/.failed"), ".*-a[.]csv");
    }
}
