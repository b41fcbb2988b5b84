package io.tributary.command;

import io.tributary.runtime.Home;
import io.tributary.runtime.Setting;
import io.tributary.runtime.Settings;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options of every command that works on a home. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "The folder with agents/, transformers/, routes/ and application.properties. Default: the current one.")
    Path home = Path.of(".");

    @Option(
            names = "--roles",
            paramLabel = "ROLES",
            description =
                    "What this process does, of agents,updater,views,api,routes. Default: tributary.roles, which is all of them.")
    @Nullable
    String roles;

    Home open() {
        return Home.of(home);
    }

    Settings settings() {
        Map<Setting, String> replaced = new EnumMap<>(Setting.class);
        if (roles != null) {
            replaced.put(Setting.ROLES, roles);
        }
        return Settings.of(home).with(replaced);
    }
}
