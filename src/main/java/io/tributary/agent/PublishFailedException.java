package io.tributary.agent;

import io.tributary.queue.SendFailedException;

/** SQS has not confirmed what a run published: the run ends here, its checkpoint stays, and the next poll repeats it. */
final class PublishFailedException extends RuntimeException {

    private static final long serialVersionUID = 1;

    PublishFailedException(SendFailedException cause) {
        super(cause.getMessage(), cause);
    }
}
