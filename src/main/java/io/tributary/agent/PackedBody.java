package io.tributary.agent;

/**
 * The body of one message.
 *
 * @param text the body
 * @param bytes what SQS counts for it
 * @param rows how many rows it holds
 */
record PackedBody(String text, int bytes, int rows) {}
