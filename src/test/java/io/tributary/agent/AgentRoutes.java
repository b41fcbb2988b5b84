package io.tributary.agent;

import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import org.apache.camel.health.HealthCheck;
import org.apache.camel.health.HealthCheckHelper;
import org.apache.camel.impl.DefaultCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The agents' templates as they are shipped, in a running context. */
final class AgentRoutes implements AutoCloseable {

    final Fixture fixture;
    final CamelContext context = new DefaultCamelContext();

    AgentRoutes(String topic) throws Exception {
        fixture = new Fixture(topic);
        new AgentBeans(fixture.services(BatchLimits.DEFAULTS, Clock.systemUTC())).bindTo(context.getRegistry());
        try (Stream<Path> templates = Files.list(Path.of("agents/templates"))) {
            for (Path template : templates.sorted().toList()) {
                PluginHelper.getRoutesLoader(context)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(context, "file:" + template));
            }
        }
        context.start();
    }

    void add(String template, String name, Map<String, String> parameters) {
        TemplatedRouteBuilder route =
                TemplatedRouteBuilder.builder(context, template).routeId(name);
        route.parameter("name", name);
        parameters.forEach(route::parameter);
        route.add();
    }

    List<FakeQueue.Row> awaitRows(int count) {
        await().atMost(Duration.ofSeconds(20)).until(() -> fixture.queue.rows().size() >= count);
        return fixture.queue.rows();
    }

    static void awaitFile(Path folder, String pattern) {
        await().atMost(Duration.ofSeconds(20)).until(() -> exists(folder, pattern));
    }

    static boolean exists(Path folder, String pattern) throws IOException {
        if (!Files.isDirectory(folder)) {
            return false;
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.anyMatch(file -> file.getFileName().toString().matches(pattern));
        }
    }

    HealthCheck.Result health(String agent) {
        Collection<HealthCheck.Result> results = HealthCheckHelper.invoke(context, "full");
        return results.stream()
                .filter(result -> result.getCheck().getId().equals("agent-" + agent))
                .findFirst()
                .orElseThrow(() -> new AssertionError("no health check of " + agent + " in "
                        + results.stream()
                                .map(result -> result.getCheck().getId())
                                .toList()));
    }

    void awaitHealth(String agent, HealthCheck.State state) {
        await().atMost(Duration.ofSeconds(20)).until(() -> health(agent).getState() == state);
    }

    @Override
    public void close() {
        context.stop();
    }
}
