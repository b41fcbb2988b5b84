package io.tributary.runtime;

import io.tributary.definition.Nearest;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** What a process does. */
public enum Role {
    /** Polls systems of record: the routes in the home's {@code agents/}. */
    AGENTS,
    /** Takes in record batches and writes projections. */
    UPDATER,
    /** Finds affected views and builds them. */
    VIEWS,
    /** Serves the read API. */
    API,
    /** Runs the home's own routes: those in its {@code routes/} that are not ours. */
    ROUTES;

    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /**
     * Roles by their names.
     *
     * @throws ConfigurationException if a name is none, or there is none at all
     */
    public static Set<Role> parse(List<String> names) {
        Set<Role> roles = EnumSet.noneOf(Role.class);
        List<String> known = Arrays.stream(values()).map(Role::text).toList();
        for (String name : names) {
            if (!known.contains(name)) {
                throw new ConfigurationException("'" + name + "' is no role" + Nearest.hint(name, known));
            }
            roles.add(valueOf(name.toUpperCase(Locale.ROOT)));
        }
        if (roles.isEmpty()) {
            throw new ConfigurationException("no role is given; there are: " + String.join(", ", known));
        }
        return roles;
    }
}
