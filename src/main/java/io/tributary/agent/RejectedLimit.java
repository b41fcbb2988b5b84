package io.tributary.agent;

/**
 * When an agent has to stop: with so many of its rows rejected, somebody has to look before more of them are.
 *
 * @param rows where they are counted
 * @param most how many may be waiting for a person, where the agent's parameters do not say; 0 for any number
 */
public record RejectedLimit(RejectedRows rows, int most) {

    /** Agents never stop. */
    public static final RejectedLimit NONE = new RejectedLimit(RejectedRows.NONE, 0);
}
