package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleAgentsTest {

    @TempDir
    Path folder;

    @Test
    void every_agent_of_the_sample_home_starts_under_its_own_name() throws Exception {
        try (AgentRoutes routes = new AgentRoutes("any")) {
            routes.context.getRegistry().bind("erp", new JdbcDataSource());
            routes.context.getPropertiesComponent().setInitialProperties(properties());
            List<Path> agents;
            try (Stream<Path> files = Files.list(Path.of("agents"))) {
                agents = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                        .sorted()
                        .toList();
            }
            assertThat(agents).hasSizeGreaterThan(6);
            for (Path agent : agents) {
                PluginHelper.getRoutesLoader(routes.context)
                        .loadRoutes(ResourceHelper.resolveMandatoryResource(routes.context, "file:" + agent));
                String name = agent.getFileName().toString().replace(".camel.yaml", "");
                assertThat(routes.context.getRoute(name)).as(name).isNotNull();
                assertThat(routes.health(name)).as(name).isNotNull();
            }
        }
    }

    private Properties properties() {
        Properties properties = new Properties();
        properties.setProperty("tributary.sample.crm.dir", folder.resolve("crm").toString());
        properties.setProperty("tributary.sample.geo.dir", folder.resolve("geo").toString());
        properties.setProperty("tributary.sample.erp.data-source", "erp");
        properties.setProperty("tributary.sample.erp.period", "1000");
        properties.setProperty("tributary.sample.erp.compare-period", "1000");
        properties.setProperty("tributary.sample.logistics.scheme", "ftp");
        properties.setProperty("tributary.sample.logistics.host", "127.0.0.1");
        properties.setProperty("tributary.sample.logistics.port", "1");
        properties.setProperty("tributary.sample.logistics.dir", "out");
        properties.setProperty("tributary.sample.logistics.username", "u");
        properties.setProperty("tributary.sample.logistics.password", "p");
        properties.setProperty(
                "tributary.sample.logistics.work-dir", folder.resolve("work").toString());
        return properties;
    }
}
