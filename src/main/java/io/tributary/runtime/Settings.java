package io.tributary.runtime;

import io.tributary.definition.Nearest;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The settings of one process. The environment beats {@code -D}, which beats the home's {@code application.properties}, which beats the
 * defaults: the order that Camel has for placeholders.
 */
public final class Settings {

    /** Where Camel K says that it mounted properties. */
    private static final String MOUNTED = "CAMEL_MAIN_PROPERTY_PLACEHOLDER_LOCATION";

    private final Map<Setting, String> values = new EnumMap<>(Setting.class);
    private final Properties file;

    private Settings(Properties file, Map<String, String> environment, Properties system) {
        this.file = file;
        for (Setting setting : Setting.values()) {
            String value = environment.get(setting.environmentName());
            if (value == null) {
                value = system.getProperty(setting.key());
            }
            if (value == null) {
                value = file.getProperty(setting.key());
            }
            if (value == null) {
                value = usualName(setting, environment);
            }
            if (value == null) {
                value = setting.defaultValue();
            }
            if (value != null && !(value.isBlank() && setting.defaultValue() == null)) {
                values.put(setting, checked(setting, value.trim()));
            }
        }
    }

    /**
     * Reads the settings of a home.
     *
     * @throws ConfigurationException if the file cannot be read, has an unknown {@code tributary.} key, or a value has the wrong form
     */
    public static Settings of(Path home) {
        return of(home, System.getenv(), System.getProperties());
    }

    static Settings of(Path home, Map<String, String> environment, Properties system) {
        Properties properties = new Properties();
        load(home.resolve("application.properties"), properties);
        for (String location : environment.getOrDefault(MOUNTED, "").split(",")) {
            if (location.startsWith("file:")) {
                load(Path.of(location.substring("file:".length()).replaceFirst("[?;].*", "")), properties);
            }
        }
        refuseUnknown(properties);
        return new Settings(properties, environment, system);
    }

    /** These settings with some of them replaced: what a command's options say. */
    public Settings with(Map<Setting, String> replaced) {
        Settings copy = new Settings(file, Map.of(), new Properties());
        copy.values.clear();
        copy.values.putAll(values);
        replaced.forEach((setting, value) -> copy.values.put(setting, checked(setting, value)));
        return copy;
    }

    public Optional<String> find(Setting setting) {
        return Optional.ofNullable(values.get(setting));
    }

    public String text(Setting setting) {
        return find(setting)
                .orElseThrow(() -> new ConfigurationException(setting.key() + " is not set: " + setting.meaning()));
    }

    public int number(Setting setting) {
        return Integer.parseInt(text(setting));
    }

    public boolean flag(Setting setting) {
        return Boolean.parseBoolean(text(setting));
    }

    public Duration duration(Setting setting) {
        return Durations.parse(text(setting));
    }

    public List<String> list(Setting setting) {
        return Arrays.stream(text(setting).split(","))
                .map(String::trim)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Everything, as properties for the placeholders of routes: what the file says, and every setting as it holds now. */
    public Properties asProperties() {
        Properties properties = new Properties();
        properties.putAll(file);
        values.forEach((setting, value) -> properties.setProperty(setting.key(), value));
        return properties;
    }

    private static @Nullable String usualName(Setting setting, Map<String, String> environment) {
        return switch (setting) {
            case MONGODB_URI -> environment.get("MONGODB_URI");
            case SQS_REGION -> environment.get("AWS_REGION");
            default -> null;
        };
    }

    private static void load(Path path, Properties properties) {
        if (!Files.isRegularFile(path)) {
            return;
        }
        try (Reader reader = Files.newBufferedReader(path)) {
            properties.load(reader);
        } catch (IOException | IllegalArgumentException e) {
            throw new ConfigurationException(path + " cannot be read as properties: " + e.getMessage(), e);
        }
    }

    private static void refuseUnknown(Properties properties) {
        List<String> unknown = new ArrayList<>();
        for (String key : properties.stringPropertyNames()) {
            if (key.startsWith("tributary.") && Setting.of(key).isEmpty()) {
                unknown.add("application.properties: '" + key + "' is no setting"
                        + Nearest.hint(
                                key,
                                Arrays.stream(Setting.values())
                                        .map(Setting::key)
                                        .toList()));
            }
        }
        if (!unknown.isEmpty()) {
            throw new ConfigurationException(String.join(System.lineSeparator(), unknown));
        }
    }

    private static String checked(Setting setting, String value) {
        boolean right =
                switch (setting.kind()) {
                    case TEXT, LIST -> true;
                    case NUMBER -> value.matches("\\d{1,9}");
                    case FLAG -> value.equals("true") || value.equals("false");
                    case DURATION -> value.matches("\\d{1,9}(ms|s|m|h|d)");
                };
        if (!right) {
            throw new ConfigurationException(
                    setting.key() + ": '" + value + "' is not " + setting.kind().form());
        }
        return value;
    }
}
