package io.tributary.chaos;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Breaks a rule of the protocol in the home of a run, to see that the run finds it. */
enum Sabotage {
    /** Nothing is broken. */
    NONE,
    /** Some notifications are forgotten. */
    FORGET_NOTIFICATIONS;

    private static final String ROUTE = "routes/projection-updater.camel.yaml";
    private static final String NOTIFY = "          - bean:\n              id: \"{{topic}}-notify\"";

    /** A home replaces a route by a file of the same name. */
    void apply(Path home) throws IOException {
        if (this == NONE) {
            return;
        }
        String route = Files.readString(Path.of(ROUTE));
        if (!route.contains(NOTIFY)) {
            throw new IllegalStateException(ROUTE + " has no step that notifies; what is there to forget?");
        }
        String bean = "    beans:\n      - name: forget\n        type: \"#class:" + ForgetNotifications.class.getName()
                + "\"\n    route:\n";
        Files.createDirectories(home.resolve("routes"));
        Files.writeString(
                home.resolve(ROUTE),
                route.replace(NOTIFY, "          - process:\n              ref: \"{{forget}}\"\n" + NOTIFY)
                        .replace("    route:\n", bean));
    }
}
