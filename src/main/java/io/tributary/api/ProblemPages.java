package io.tributary.api;

import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.apache.camel.CamelContext;
import org.apache.camel.component.platform.http.vertx.VertxPlatformHttpRouter;

/**
 * What the HTTP server says where no route answers: problem JSON instead of Vert.x's HTML. Other routes of the same server are not
 * touched.
 */
public final class ProblemPages {

    private static final Map<Integer, Problem> PROBLEMS = Map.of(
            400, new Problem(400, "Bad request", "the request's path or headers are malformed", null),
            404, new Problem(404, "Unknown path", "nothing lies at this path; /openapi.json says what there is", null),
            405, new Problem(405, "Method not allowed", "this path can only be read: GET or HEAD", null),
            500, Problem.internal());

    private ProblemPages() {}

    /** Sets the pages on every HTTP server of a started context; does nothing where there is none. */
    public static void install(CamelContext context) {
        for (VertxPlatformHttpRouter router : context.getRegistry().findByType(VertxPlatformHttpRouter.class)) {
            // The registry knows the inner router; errors end in the outer one, which is the server's handler.
            if (router.getServer().getServer().requestHandler() instanceof Router outer) {
                PROBLEMS.forEach((status, problem) -> outer.errorHandler(status, request -> answer(request, problem)));
            }
        }
    }

    private static void answer(RoutingContext request, Problem problem) {
        Answer answer = Answer.of(problem);
        byte[] body = answer.body();
        if (body == null || request.response().ended()) {
            return;
        }
        request.response()
                .setStatusCode(answer.status())
                .putHeader("Content-Type", answer.contentType())
                .putHeader("X-Content-Type-Options", "nosniff")
                .end(Buffer.buffer(body));
    }
}
