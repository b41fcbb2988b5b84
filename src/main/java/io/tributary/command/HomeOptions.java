package io.tributary.command;

import io.tributary.runtime.Home;
import io.tributary.runtime.Settings;
import java.nio.file.Path;
import picocli.CommandLine.Option;

/** The options of every command that works on a home. */
final class HomeOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".",
            description =
                    "The folder with agents/, transformers/, routes/, lib/ and application.properties. Default: the current one.")
    Path home = Path.of(".");

    Home open() {
        return Home.of(home);
    }

    Settings settings() {
        return Settings.of(home);
    }
}
