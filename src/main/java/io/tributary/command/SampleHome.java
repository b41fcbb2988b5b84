package io.tributary.command;

import io.tributary.demo.TradingCompany;
import io.tributary.runtime.ConfigurationException;
import io.tributary.runtime.Home;
import java.io.IOException;
import java.io.Writer;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** The sample home that comes in the jar, laid out in a folder and pointed at a trading company's systems of record. */
public final class SampleHome {

    private static final String SAMPLE = "tributary/sample";

    private SampleHome() {}

    /**
     * Lays the sample home out.
     *
     * @param dir a folder that is made, or empty
     * @throws ConfigurationException if it is not empty
     */
    public static Home create(Path dir, TradingCompany company) throws IOException {
        Files.createDirectories(dir);
        try (Stream<Path> present = Files.list(dir)) {
            if (present.findAny().isPresent()) {
                throw new ConfigurationException("--dir: " + dir + " is not empty");
            }
        }
        copySample(dir);
        try (Writer writer = Files.newBufferedWriter(dir.resolve("application.properties"))) {
            properties(company, dir.resolve("fetched")).store(writer, "The systems of record of the demo");
        }
        return Home.of(dir);
    }

    /** Removes a folder with all that is in it, as far as it can be removed. */
    static void delete(Path dir) throws IOException {
        try (Stream<Path> files = Files.walk(dir)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        }
    }

    private static Properties properties(TradingCompany company, Path work) {
        Properties properties = new Properties();
        properties.setProperty("crm.dir", absolute(company.crmDirectory()));
        properties.setProperty("crm.delay", "250");
        properties.setProperty("geo.dir", absolute(company.geoDirectory()));
        properties.setProperty("logistics.scheme", "ftp");
        properties.setProperty("logistics.host", "localhost");
        properties.setProperty("logistics.port", String.valueOf(company.ftpPort()));
        properties.setProperty("logistics.dir", "");
        properties.setProperty("logistics.delay", "250");
        properties.setProperty("logistics.username", company.ftpUser());
        properties.setProperty("logistics.password", company.ftpPassword());
        properties.setProperty("logistics.work-dir", absolute(work));
        properties.setProperty("erp.data-source", "erp");
        properties.setProperty("erp.period", "500");
        properties.setProperty("erp.compare-period", "5000");
        properties.setProperty("camel.beans.erp", "#class:com.zaxxer.hikari.HikariDataSource");
        properties.setProperty("camel.beans.erp.jdbcUrl", company.jdbcUrl());
        properties.setProperty("camel.beans.erp.username", company.jdbcUser());
        if (!company.jdbcPassword().isEmpty()) {
            properties.setProperty("camel.beans.erp.password", company.jdbcPassword());
        }
        properties.setProperty("camel.beans.erp.maximumPoolSize", "4");
        return properties;
    }

    private static String absolute(Path path) {
        return path.toAbsolutePath().toString();
    }

    private static void copySample(Path dir) throws IOException {
        URL root = SampleHome.class.getClassLoader().getResource(SAMPLE);
        if (root == null) {
            throw new IllegalStateException(
                    "the jar holds no " + SAMPLE + "; it was not built by this project's pom.xml");
        }
        try {
            URI uri = root.toURI();
            if ("jar".equals(uri.getScheme())) {
                try (FileSystem jar = FileSystems.newFileSystem(uri, Map.of())) {
                    copy(jar.getPath(SAMPLE), dir);
                }
            } else {
                copy(Path.of(uri), dir);
            }
        } catch (URISyntaxException e) {
            throw new IllegalStateException(root + " is no address", e);
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> walk = Files.walk(from)) {
            List<Path> files = walk.filter(Files::isRegularFile).toList();
            for (Path file : files) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target);
            }
        }
    }
}
