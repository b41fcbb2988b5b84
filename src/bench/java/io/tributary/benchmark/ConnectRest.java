package io.tributary.benchmark;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** The REST interface of a Connect worker. */
final class ConnectRest {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final Duration LONGEST = Duration.ofSeconds(60);

    private final HttpClient http = HttpClient.newHttpClient();
    private final String uri;

    ConnectRest(String uri) {
        this.uri = uri;
    }

    /** Waits until it answers; false if it does not. */
    boolean awaitReady(Duration longest) throws InterruptedException {
        long end = System.nanoTime() + longest.toNanos();
        while (System.nanoTime() < end) {
            try {
                if (request("GET", "/connectors", "").statusCode() == 200) {
                    return true;
                }
            } catch (IOException e) {
                // Not listening yet.
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    /** Makes a connector; returns when all of its tasks run. */
    void create(String name, Map<String, String> config, int tasks) throws IOException, InterruptedException {
        expect(201, request("PUT", "/connectors/" + name + "/config", JSON.writeValueAsString(config)));
        await(name, "RUNNING", tasks);
    }

    /** Returns when no task consumes any more. */
    void pause(String name, int tasks) throws IOException, InterruptedException {
        expect(202, request("PUT", "/connectors/" + name + "/pause", ""));
        await(name, "PAUSED", tasks);
    }

    /** Returns at once. */
    void resume(String name) throws IOException, InterruptedException {
        expect(202, request("PUT", "/connectors/" + name + "/resume", ""));
    }

    void delete(String name) throws IOException, InterruptedException {
        expect(204, request("DELETE", "/connectors/" + name, ""));
    }

    private void await(String name, String state, int tasks) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST.toNanos();
        JsonNode status = JSON.nullNode();
        while (System.nanoTime() < end) {
            HttpResponse<String> answer = request("GET", "/connectors/" + name + "/status", "");
            status = JSON.readTree(answer.body());
            int there = 0;
            for (JsonNode task : status.path("tasks")) {
                there += task.path("state").asText().equals(state) ? 1 : 0;
            }
            if (there == tasks) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
        throw new IllegalStateException("connector " + name + " is not " + state + ": " + status);
    }

    private static void expect(int code, HttpResponse<String> answer) {
        if (answer.statusCode() != code) {
            throw new IllegalStateException("Connect answered " + answer.statusCode() + ": " + answer.body());
        }
    }

    private HttpResponse<String> request(String method, String path, String body)
            throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(uri + path))
                        .header("Content-Type", "application/json")
                        .method(method, body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }
}
