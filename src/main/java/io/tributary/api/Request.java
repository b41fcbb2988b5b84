package io.tributary.api;

import java.util.List;
import java.util.stream.Stream;
import org.apache.camel.Exchange;
import org.jspecify.annotations.Nullable;

/**
 * A request as the read API sees it: the path and the query as they came over the wire. Camel also turns every parameter into a
 * header, which could then hide a part of the path; those headers are not looked at.
 *
 * @param segments the decoded segments of the path: {@code [projections, customers, 42]}
 * @param query the raw query string, or null
 * @param ifNoneMatch the entity tags that the client has, or null
 */
record Request(
        List<String> segments,
        @Nullable String query,
        @Nullable String ifNoneMatch) {

    /** @throws Problem.Refusal if the path is malformed */
    static Request of(Exchange exchange) {
        String path = exchange.getIn().getHeader(Exchange.HTTP_PATH, "", String.class);
        List<String> segments = Stream.of(path.split("/"))
                .filter(segment -> !segment.isEmpty())
                .map(Percent::decode)
                .toList();
        String query = exchange.getIn().getHeader(Exchange.HTTP_RAW_QUERY, String.class);
        return new Request(segments, query, exchange.getIn().getHeader("If-None-Match", String.class));
    }

    /** The segment of that index, counted from the last: 0 is the last. A context path may stand before ours. */
    String fromEnd(int index) {
        return segments.get(segments.size() - 1 - index);
    }

    /** Whether the client has this entity tag already. */
    boolean has(@Nullable String etag) {
        return etag != null && ifNoneMatch != null && (ifNoneMatch.equals("*") || ifNoneMatch.contains(etag));
    }
}
