/**
 * A simulator of the protocol (DESIGN.md sections 5 to 7): the production classes, from the queue's consumer to the compare-and-set,
 * over a database and queues in memory in which every read, write, send, receive and delete is one step. A seed picks the way through
 * the steps, and what goes wrong between them. See docs/reliability.md.
 */
package io.tributary.simulation;
