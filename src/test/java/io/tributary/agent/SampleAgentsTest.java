package io.tributary.agent;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SampleAgentsTest {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^}:]+)}}");

    @TempDir
    Path folder;

    @Test
    void every_agent_of_the_sample_home_starts_under_its_own_name() throws Exception {
        try (AgentRoutes routes = new AgentRoutes("any")) {
            routes.context.getRegistry().bind("erp", new JdbcDataSource());
            List<Path> agents;
            try (Stream<Path> files = Files.list(Path.of("agents"))) {
                agents = files.filter(file -> file.toString().endsWith(".camel.yaml"))
                        .sorted()
                        .toList();
            }
            routes.context.getPropertiesComponent().setInitialProperties(properties(agents));
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

    /** A value of the right kind for each placeholder, so that an agent may name another one. */
    private Properties properties(List<Path> agents) throws IOException {
        Properties properties = new Properties();
        for (Path agent : agents) {
            Matcher placeholder = PLACEHOLDER.matcher(Files.readString(agent));
            while (placeholder.find()) {
                properties.setProperty(placeholder.group(1), value(placeholder.group(1)));
            }
        }
        return properties;
    }

    private String value(String key) {
        String last = key.substring(key.lastIndexOf('.') + 1);
        return switch (last) {
            case "dir", "work-dir" -> folder.resolve(key).toString();
            case "data-source" -> "erp";
            case "period", "compare-period" -> "60000";
            case "port" -> "1";
            case "host" -> "127.0.0.1";
            case "scheme" -> "ftp";
            default -> "x";
        };
    }
}
