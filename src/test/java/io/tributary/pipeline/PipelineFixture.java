package io.tributary.pipeline;

import io.tributary.command.SampleHome;
import io.tributary.demo.SqlOracle;
import io.tributary.demo.TradingCompany;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.TributaryProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.api.management.ManagedCamelContext;
import org.apache.camel.api.management.mbean.ManagedRouteMBean;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;

/** A trading company with its truth, the sample home that reads it, with short periods, and a deployment of that home. */
final class PipelineFixture implements AutoCloseable {

    static final String ALL = "agents,updater,views,api,routes";

    /** Polls after which an agent has seen what was there: one that may have begun before; deletes are seen twice. */
    private static final Map<String, Integer> POLLS =
            Map.of("erp-orders", 2, "erp-order-deletes", 3, "erp-parts", 2, "erp-suppliers", 2);

    private final Engines engines;
    private final TradingCompany company;
    private final Home home;
    private final Deployment deployment;

    private PipelineFixture(Path dir, double scale, Engines engines, Map<Setting, String> more) throws Exception {
        this.engines = engines;
        company = TradingCompany.create(dir.resolve("systems"), scale, true);
        home = SampleHome.create(dir.resolve("home"), company);
        shorten(home.dir());
        deployment = new Deployment(home, engines, more);
    }

    static PipelineFixture create(Path dir, double scale, Engines engines) throws Exception {
        return create(dir, scale, engines, Map.of());
    }

    static PipelineFixture create(Path dir, double scale, Engines engines, Map<Setting, String> more) throws Exception {
        return new PipelineFixture(dir, scale, engines, more);
    }

    private static void shorten(Path home) throws IOException {
        Path properties = home.resolve("application.properties");
        Files.writeString(
                properties, Files.readString(properties) + "erp.period=200" + "\n" + "erp.compare-period=400" + "\n");
        Path items = home.resolve("agents/logistics-items.camel.yaml");
        Files.writeString(
                items, Files.readString(items) + "      - name: delay" + "\n" + "        value: \"300\"" + "\n");
    }

    /** How long anything may take on a busy machine. */
    static ConditionFactory await() {
        return Awaitility.await()
                .atMost(java.time.Duration.ofSeconds(120))
                .pollInterval(java.time.Duration.ofMillis(100));
    }

    TradingCompany company() {
        return company;
    }

    Home home() {
        return home;
    }

    /** The deployment that most tests need only one of. */
    Deployment deployment() {
        return deployment;
    }

    /** Another one of the same home, on a database and queues of its own. */
    Deployment anotherDeployment(Map<Setting, String> more) throws Exception {
        return new Deployment(home, engines, more);
    }

    /** Waits until the agents of the process have published all that the systems of record say now. */
    void awaitAgents(TributaryProcess process) {
        await().until(() -> filesLeft() == 0);
        Map<String, Long> wanted = new HashMap<>();
        POLLS.forEach((agent, polls) -> {
            if (process.camel().getRoute(agent) != null) {
                wanted.put(agent, polls(process, agent) + polls);
            }
        });
        await().until(() ->
                wanted.entrySet().stream().allMatch(agent -> polls(process, agent.getKey()) >= agent.getValue()));
    }

    /** Waits until the process has taken everything from the systems of record to the views. */
    void awaitAll(TributaryProcess process) throws InterruptedException {
        awaitAgents(process);
        deployment.awaitIdle();
    }

    /** Every way in which a view differs from what SQL says. */
    List<String> differences() {
        try (SqlOracle oracle = new SqlOracle(company)) {
            return oracle.differences(deployment.database(), deployment.names().prefix());
        }
    }

    /** Runs a statement in the ERP's database. */
    int erp(String sql) {
        try (Connection connection =
                DriverManager.getConnection(company.jdbcUrl(), company.jdbcUser(), company.jdbcPassword())) {
            return connection.createStatement().executeUpdate(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    private static long polls(TributaryProcess process, String agent) {
        ManagedRouteMBean route = process.camel()
                .getCamelContextExtension()
                .getContextPlugin(ManagedCamelContext.class)
                .getManagedRoute(agent);
        try {
            return route.getExchangesCompleted();
        } catch (Exception e) {
            throw new IllegalStateException(agent, e);
        }
    }

    private long filesLeft() {
        return Stream.of(company.crmDirectory(), company.geoDirectory(), company.ftpDirectory())
                .mapToLong(PipelineFixture::files)
                .sum();
    }

    private static long files(Path directory) {
        try (Stream<Path> files = Files.list(directory)) {
            return files.filter(Files::isRegularFile).count();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws Exception {
        try {
            deployment.close();
        } finally {
            company.close();
        }
    }
}
