package io.tributary.command;

import io.tributary.draft.Database;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where a database is. */
final class JdbcOptions {

    @Option(
            names = "--jdbc",
            paramLabel = "URL",
            description = "The JDBC address of the database; its driver may lie in lib/.")
    @Nullable
    String url;

    @Option(names = "--user", paramLabel = "NAME", description = "Who connects to the database.")
    @Nullable
    String user;

    @Option(
            names = "--password-file",
            paramLabel = "FILE",
            description = "A file whose first line is the password; it is written nowhere.")
    @Nullable
    Path passwordFile;

    boolean isGiven() {
        return url != null;
    }

    /**
     * Connects.
     *
     * @throws ConfigurationException if the password cannot be read, or the database cannot be reached
     */
    Database connect(HomeOptions home) throws IOException {
        ClassLoader drivers =
                Files.isDirectory(home.home) ? Home.of(home.home).classLoader() : JdbcOptions.class.getClassLoader();
        try {
            return Database.connect(String.valueOf(url), user, password(), drivers);
        } catch (SQLException e) {
            throw new ConfigurationException("--jdbc " + url + ": " + e.getMessage(), e);
        }
    }

    private @Nullable String password() throws IOException {
        if (passwordFile == null) {
            return null;
        }
        List<String> lines = Files.readAllLines(passwordFile);
        return lines.isEmpty() ? "" : lines.get(0);
    }

    /** A data source of that name, for the home's application.properties. The password comes from the environment. */
    Map<String, String> dataSource(String name) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("camel.beans." + name, "#class:com.zaxxer.hikari.HikariDataSource");
        properties.put("camel.beans." + name + ".jdbcUrl", String.valueOf(url));
        if (user != null) {
            properties.put("camel.beans." + name + ".username", user);
        }
        if (passwordFile != null) {
            properties.put("camel.beans." + name + ".password", "{{" + name + ".password}}");
        }
        properties.put("camel.beans." + name + ".maximumPoolSize", "4");
        return properties;
    }
}
