package io.tributary.api;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The parameters of a request, decoded from the raw query string, in the order in which they came. */
record Query(Map<String, String> parameters) {

    /** @throws Problem.Refusal if an escape is malformed or a parameter is given twice */
    static Query parse(@Nullable String raw) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : raw == null ? new String[0] : raw.split("&")) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = Percent.decodeQuery(equals < 0 ? pair : pair.substring(0, equals));
                String value = equals < 0 ? "" : Percent.decodeQuery(pair.substring(equals + 1));
                if (parameters.put(name, value) != null) {
                    throw Problem.badRequest("'" + name + "' is given twice; each parameter may be given once");
                }
            }
        }
        return new Query(parameters);
    }

    @Nullable
    String get(String name) {
        return parameters.get(name);
    }
}
