package io.tributary.runtime;

import io.tributary.cast.CastFactory;
import io.tributary.cast.CastFunction;
import io.tributary.cast.Hmac;
import io.tributary.definition.OwnCasts;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** What {@code cast:} can name in a home beside the built-in steps: services in {@code lib/}, beans of route files, languages. */
final class HomeCasts implements OwnCasts {

    private final Map<String, CastFunction> casts;

    private HomeCasts(Map<String, CastFunction> casts) {
        this.casts = Collections.unmodifiableMap(casts);
    }

    /** The casts of a home; of several with one name that of {@code lib/} counts. */
    static HomeCasts of(Home home, Map<String, CastFunction> services) {
        CamelCasts camel = new CamelCasts(home.classLoader());
        Map<String, CastFunction> casts = new TreeMap<>(camel.languages());
        BeanCasts beans = new BeanCasts(camel);
        casts.putAll(beans.of(home.routeFiles("agents").values()));
        casts.putAll(beans.of(home.routeFiles("routes").values()));
        casts.putAll(services);
        return new HomeCasts(casts);
    }

    /** All of them, with keyed hashes whose keys are in these properties. */
    Map<String, CastFunction> all(Properties properties, boolean needsKeys) {
        Map<String, CastFunction> all = new TreeMap<>(casts);
        all.put(Hmac.NAME, new Hmac(properties::getProperty, needsKeys));
        return all;
    }

    @Override
    public Set<String> functions() {
        Set<String> names = new TreeSet<>();
        casts.forEach((name, cast) -> {
            if (!(cast instanceof CastFactory)) {
                names.add(name);
            }
        });
        return names;
    }

    @Override
    public Set<String> languages() {
        Set<String> names = new TreeSet<>(casts.keySet());
        names.removeAll(functions());
        return names;
    }

    @Override
    public void check(String language, String expression) {
        if (casts.get(language) instanceof CastFactory factory) {
            CastFunction unused = factory.of(expression);
        }
    }
}
