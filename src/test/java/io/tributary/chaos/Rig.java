package io.tributary.chaos;

import io.tributary.command.SampleHome;
import io.tributary.demo.TradingCompany;
import io.tributary.pipeline.Deployment;
import io.tributary.pipeline.Engines;
import io.tributary.pipeline.TcpProxy;
import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.h2.tools.Server;

/** Everything that a run consists of, each in its own process but the systems of record, which nobody kills. */
final class Rig implements AutoCloseable {

    /** Short, so that whoever is frozen or cut off loses its messages to the others. */
    static final Duration VISIBILITY = Duration.ofSeconds(10);

    /** How long whoever asks over a dead line waits; in life longer. */
    static final Duration ANSWER = Duration.ofSeconds(10);

    private final Deque<AutoCloseable> open = new ConcurrentLinkedDeque<>();
    private final Path work;
    private final Database database;
    private final Broker broker;
    private final Sources sources;
    private final TcpProxy ftp;
    private final TcpProxy jdbc;
    private final Home home;
    private final Deployment deployment;
    private final List<Member> members = new ArrayList<>();

    Rig(ChaosOptions options) throws Exception {
        // Processes outlive whoever started them.
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "rig"));
        work = Files.createDirectories(options.work().toAbsolutePath());
        try {
            TradingCompany company = opened(TradingCompany.create(work.resolve("systems"), options.scale(), true));
            ftp = opened(new TcpProxy("127.0.0.1", company.ftpPort()));
            Server tcp = Server.createTcpServer("-tcpPort", "0", "-ifExists").start();
            open.push(tcp::stop);
            jdbc = opened(new TcpProxy("127.0.0.1", tcp.getPort()));
            home = home(company, options);
            database = opened(Database.start(options.mongoUri(), options.documentDb(), work));
            Map<Setting, String> settings = settings();
            broker = opened(new Broker(work, topics(settings.get(Setting.PREFIX))));
            deployment = opened(new Deployment(
                    home,
                    Engines.at("mongodb://127.0.0.1:" + database.port(), "http://127.0.0.1:" + broker.port()),
                    settings));
            sources = opened(new Sources(company, options.seed()));
            member("agents", "agents", "-Dcamel.main.routeFilterIncludePattern=crm-*,geo-*,logistics-*,erp-*");
            member("updater-1", "updater");
            member("updater-2", "updater");
            member("views-1", "views");
            member("views-2", "views");
            member("api", "api");
        } catch (Exception e) {
            close();
            throw e;
        }
    }

    private void member(String name, String roles, String... jvm) throws IOException {
        members.add(opened(new Member(
                name, roles, home.dir(), List.of(jvm), deployment.settings(), broker.port(), database.port(), work)));
    }

    private static Map<Setting, String> settings() {
        String id = UUID.randomUUID().toString().substring(0, 8);
        Map<Setting, String> settings = new EnumMap<>(Setting.class);
        settings.put(Setting.MONGODB_DATABASE, "tributary_chaos_" + id);
        settings.put(Setting.PREFIX, "chaos-");
        settings.put(Setting.QUEUES_VISIBILITY_TIMEOUT, VISIBILITY.toSeconds() + "s");
        settings.put(Setting.QUEUES_WAIT_TIME, "2s");
        // Faults come a hundred times as often as in life; five receives in vain would mean nothing here.
        settings.put(Setting.QUEUES_MAX_RECEIVE_COUNT, "100");
        settings.put(Setting.BATCH_MAX_RECORDS, "50");
        return settings;
    }

    private Map<String, String> topics(String prefix) throws Exception {
        Map<String, String> topics = new HashMap<>();
        home.definitions()
                .projections()
                .values()
                .forEach(projection -> topics.put(
                        new io.tributary.record.Names(prefix).topicQueue(projection.topic()), projection.topic()));
        return topics;
    }

    private Home home(TradingCompany company, ChaosOptions options) throws IOException {
        Home made = SampleHome.create(work.resolve("home"), company);
        Path file = made.dir().resolve("application.properties");
        Properties properties = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            properties.load(reader);
        }
        properties.setProperty("erp.period", "400");
        properties.setProperty("erp.compare-period", "1000");
        properties.setProperty("logistics.port", String.valueOf(ftp.port()));
        String path = company.jdbcUrl().replaceFirst("^jdbc:h2:file:", "").replaceFirst(";.*", "");
        properties.setProperty(
                "camel.beans.erp.jdbcUrl",
                "jdbc:h2:tcp://127.0.0.1:" + jdbc.port() + "/" + path + ";NETWORK_TIMEOUT=" + ANSWER.toMillis());
        try (var writer = Files.newBufferedWriter(file)) {
            properties.store(writer, "A run of chaos");
        }
        Path orders = made.dir().resolve("agents/erp-orders.camel.yaml");
        Files.writeString(orders, Files.readString(orders) + "      - name: pageRows\n        value: \"200\"\n");
        Path items = made.dir().resolve("agents/logistics-items.camel.yaml");
        Files.writeString(
                items,
                Files.readString(items) + "      - name: answerTimeout\n        value: \"" + ANSWER.toMillis()
                        + "\"\n");
        options.sabotage().apply(made.dir());
        return made;
    }

    private <T extends AutoCloseable> T opened(T resource) {
        open.push(resource);
        return resource;
    }

    Path work() {
        return work;
    }

    Database database() {
        return database;
    }

    Broker broker() {
        return broker;
    }

    Sources sources() {
        return sources;
    }

    Deployment deployment() {
        return deployment;
    }

    List<Member> members() {
        return members;
    }

    Member agents() {
        return members.get(0);
    }

    /** One of the members, rather one that is up: to kill a process that starts teaches little. */
    Member anyUp(Random random) {
        int first = random.nextInt(members.size());
        for (int i = 0; i < members.size(); i++) {
            Member member = members.get((first + i) % members.size());
            if (member.isUp()) {
                return member;
            }
        }
        return members.get(first);
    }

    /** The lines of the agents to the systems of record. */
    List<TcpProxy> sourceLines() {
        return List.of(ftp, jdbc);
    }

    /** All lines of all processes work. */
    void mendAll() {
        members.forEach(member -> member.lines().forEach(TcpProxy::mend));
        sourceLines().forEach(TcpProxy::mend);
    }

    @Override
    public void close() {
        for (AutoCloseable last = open.pollFirst(); last != null; last = open.pollFirst()) {
            try {
                last.close();
            } catch (Exception e) {
                System.err.println("chaos: something did not end: " + e);
            }
        }
    }
}
