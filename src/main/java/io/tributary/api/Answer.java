package io.tributary.api;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import org.apache.camel.Exchange;
import org.apache.camel.Message;
import org.jspecify.annotations.Nullable;

/**
 * What a request gets back.
 *
 * @param body JSON in UTF-8, or null where the status has no body
 * @param etag the entity tag with its quotes, or null
 */
@SuppressWarnings("ArrayRecordComponent") // Answers are written, never compared.
record Answer(
        int status,
        String contentType,
        byte @Nullable [] body,
        @Nullable String etag) {

    static final String JSON = "application/json";
    static final String PROBLEM_JSON = "application/problem+json";

    private static final JsonFactory FACTORY = new JsonFactory();

    /** Something that writes one JSON value. */
    interface Writer {
        void write(JsonGenerator json) throws IOException;
    }

    static Answer ok(byte[] body) {
        return new Answer(200, JSON, body, null);
    }

    static Answer of(Problem problem) {
        return new Answer(
                problem.status(),
                PROBLEM_JSON,
                json(json -> {
                    json.writeStartObject();
                    json.writeStringField("type", "about:blank");
                    json.writeStringField("title", problem.title());
                    json.writeNumberField("status", problem.status());
                    json.writeStringField("detail", problem.detail());
                    if (problem.nearest() != null) {
                        json.writeStringField("nearest", problem.nearest());
                    }
                    json.writeEndObject();
                }),
                null);
    }

    static byte[] json(Writer writer) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(512);
        try (JsonGenerator json = FACTORY.createGenerator(bytes)) {
            writer.write(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    /** Makes this the whole response: nothing of the request's headers goes back with it. */
    void writeTo(Exchange exchange) {
        Message message = exchange.getMessage();
        message.removeHeaders("*");
        message.setHeader(Exchange.HTTP_RESPONSE_CODE, status);
        message.setHeader("X-Content-Type-Options", "nosniff");
        if (etag != null) {
            message.setHeader("ETag", etag);
            message.setHeader("Cache-Control", "no-cache"); // Keep it, but ask each time whether it still holds.
        }
        if (status == 503) {
            message.setHeader("Retry-After", "5");
        }
        if (body != null) {
            message.setHeader(Exchange.CONTENT_TYPE, contentType);
        }
        // A ByteBuffer goes out in one piece, a byte[] would be pumped in blocks of 8 KB.
        message.setBody(body == null ? null : ByteBuffer.wrap(body));
    }
}
