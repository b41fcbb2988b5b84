package io.tributary.runtime;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.tributary.agent.AgentProgress;
import io.tributary.api.ProblemPages;
import io.tributary.definition.DefinitionException;
import io.tributary.definition.Definitions;
import io.tributary.projection.BatchAccounts;
import io.tributary.queue.Queues;
import io.tributary.queue.SqsCosts;
import io.tributary.record.Names;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import org.apache.camel.CamelConfiguration;
import org.apache.camel.CamelContext;
import org.apache.camel.main.Main;
import org.apache.camel.main.SimpleMainShutdownStrategy;
import org.jspecify.annotations.Nullable;

/** One running process: the roles of a home on its servers, as a Camel Main application. */
public final class TributaryProcess implements AutoCloseable {

    /** Between two attempts at what is done once, beside the routes, while a server is away. */
    private static final Duration RETRY = Duration.ofSeconds(5);

    private final Main main;
    private final Servers servers;
    private final Definitions definitions;
    private final Wiring wiring;
    private final MeterRegistry meters;
    private final int httpPort;
    private @Nullable Background newViews;

    private TributaryProcess(
            Main main, Servers servers, Definitions definitions, Wiring wiring, MeterRegistry meters, int httpPort) {
        this.main = main;
        this.servers = servers;
        this.definitions = definitions;
        this.wiring = wiring;
        this.meters = meters;
        this.httpPort = httpPort;
    }

    /**
     * Starts a home; returns when its routes are started. Servers need not be there: the routes that need them wait.
     *
     * @param progress told what agents read
     * @throws DefinitionException if a definition is wrong
     * @throws Exception if a route is wrong or the port is taken
     */
    public static TributaryProcess start(Home home, Settings settings, AgentProgress progress) throws Exception {
        Definitions definitions = home.definitions();
        Set<Role> roles = Role.parse(settings.list(Setting.ROLES));
        ServerSocket reserved = reservePort(settings);
        int httpPort = reserved.getLocalPort();
        Servers servers = servers(settings, reserved);
        try {
            MeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
            Wiring wiring = new Wiring(settings, definitions, home.castsWithKeys(), home.functions(), servers, meters);
            CostMetrics.bind(wiring.costs(), servers.mongoCosts(), meters);
            Main main = new Main();
            // Who starts it stops it. Camel's own hook stops nothing: a JVM that ends waits in it, 45 seconds, for
            // somebody to do so.
            main.setShutdownStrategy(new SimpleMainShutdownStrategy());
            configure(main, home, settings.with(Map.of(Setting.HTTP_PORT, String.valueOf(httpPort))), roles);
            main.bind("metricsRegistry", meters);
            main.bind("mongoHealth", new MongoHealth(servers.database()));
            main.configure().addConfiguration(new CamelConfiguration() {
                @Override
                public void configure(CamelContext camel) {
                    camel.setApplicationContextClassLoader(home.classLoader());
                    wiring.bindTo(camel.getRegistry(), roles, progress);
                }
            });
            main.configure().addRoutesBuilder(wiring.routes(roles));
            TributaryProcess process = new TributaryProcess(main, servers, definitions, wiring, meters, httpPort);
            if (roles.contains(Role.VIEWS)) {
                process.newViews = Background.start("looking for new views", wiring.newViews()::run, RETRY);
            }
            reserved.close();
            process.startMain(home);
            if (roles.contains(Role.API)) {
                ProblemPages.install(main.getCamelContext());
            }
            return process;
        } catch (Exception e) {
            reserved.close();
            servers.close();
            throw e;
        }
    }

    private static Servers servers(Settings settings, ServerSocket reserved) throws IOException {
        try {
            return new Servers(settings);
        } catch (RuntimeException e) {
            reserved.close();
            throw e;
        }
    }

    private void startMain(Home home) throws Exception {
        ClassLoader before = Thread.currentThread().getContextClassLoader();
        Thread.currentThread().setContextClassLoader(home.classLoader());
        try {
            main.start();
        } catch (Exception e) {
            close();
            throw e;
        } finally {
            Thread.currentThread().setContextClassLoader(before);
        }
    }

    /**
     * Takes the configured port, or a free one where 0 is configured, until Camel's server does: that one only logs that somebody else
     * has it and leaves the process running without its API.
     */
    private static ServerSocket reservePort(Settings settings) throws IOException {
        int wanted = settings.number(Setting.HTTP_PORT);
        String host = settings.text(Setting.HTTP_HOST);
        ServerSocket socket = new ServerSocket();
        try {
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(host, wanted));
            return socket;
        } catch (IOException | IllegalArgumentException e) {
            socket.close();
            throw new ConfigurationException(
                    Setting.HTTP_PORT.key() + ": port " + wanted + " on " + host + " cannot be taken (" + e.getMessage()
                            + "); choose another, or 0 for a free one",
                    e);
        }
    }

    private static void configure(Main main, Home home, Settings settings, Set<Role> roles) {
        Properties ours = settings.asProperties();
        ours.setProperty(
                Home.PLACEHOLDER, home.dir().toAbsolutePath().normalize().toString());
        ours.setProperty("camel.main.name", "tributary");
        ours.setProperty(
                "camel.main.routesIncludePattern",
                String.join(",", RouteFiles.of(home, roles).values()));
        ours.setProperty("camel.main.shutdownTimeout", "30");
        ours.setProperty("camel.main.startupSummaryLevel", "Off");
        ours.setProperty("camel.server.enabled", "true");
        ours.setProperty("camel.server.host", settings.text(Setting.HTTP_HOST));
        ours.setProperty("camel.server.port", settings.text(Setting.HTTP_PORT));
        ours.setProperty("camel.management.enabled", "true");
        ours.setProperty("camel.management.port", settings.text(Setting.HTTP_PORT));
        ours.setProperty("camel.management.healthCheckEnabled", "true");
        ours.setProperty("camel.management.metricsEnabled", "true");
        ours.setProperty("camel.metrics.enabled", "true");
        ours.setProperty("camel.health.enabled", "true");
        ours.setProperty("camel.health.exposureLevel", "full");
        main.setInitialProperties(ours);
        main.setDefaultPropertyPlaceholderLocation("false");
    }

    public CamelContext camel() {
        return main.getCamelContext();
    }

    /** The port of the read API, health and metrics. */
    public int httpPort() {
        return httpPort;
    }

    public Servers servers() {
        return servers;
    }

    public Definitions definitions() {
        return definitions;
    }

    public Names names() {
        return wiring.names();
    }

    public Queues queues() {
        return wiring.queues();
    }

    public SqsCosts costs() {
        return wiring.costs();
    }

    public BatchAccounts accounts() {
        return wiring.accounts();
    }

    public MeterRegistry meters() {
        return meters;
    }

    /** Stops receiving, finishes or returns what is in flight within 30 seconds, and closes the clients. */
    @Override
    public void close() {
        if (newViews != null) {
            newViews.close();
        }
        main.stop();
        servers.close();
    }
}
