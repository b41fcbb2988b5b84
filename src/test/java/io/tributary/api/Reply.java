package io.tributary.api;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;

/** A response of the read API. */
record Reply(HttpResponse<String> response) {

    private static final ObjectMapper MAPPER =
            new ObjectMapper().enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS);

    int status() {
        return response.statusCode();
    }

    String body() {
        return response.body();
    }

    String header(String name) {
        return response.headers().firstValue(name).orElse("");
    }

    JsonNode json() {
        try {
            return MAPPER.readTree(body());
        } catch (JsonProcessingException e) {
            throw new AssertionError("no JSON: " + body(), e);
        }
    }

    /** The detail of a problem; fails if this is none. */
    String problem() {
        JsonNode json = json();
        if (!header("Content-Type").equals("application/problem+json")
                || json.path("status").asInt() != status()
                || json.path("title").asText().isEmpty()) {
            throw new AssertionError("no problem: " + status() + " " + header("Content-Type") + " " + body());
        }
        return json.path("detail").asText();
    }

    /** One field of all items of a list, as text. */
    List<String> items(String field) {
        List<String> values = new ArrayList<>();
        json().path("items").forEach(item -> values.add(item.path(field).asText()));
        return values;
    }
}
