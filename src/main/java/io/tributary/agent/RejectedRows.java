package io.tributary.agent;

import java.util.List;

/** What became of an agent's rows behind the queue: those that were rejected and that nobody has replayed or dropped. */
public interface RejectedRows {

    /** Nothing is ever rejected. */
    RejectedRows NONE = new RejectedRows() {
        @Override
        public int count(String agent, int most) {
            return 0;
        }

        @Override
        public List<String> reasons(String agent, int most) {
            return List.of();
        }
    };

    /** How many there are, counted no further than {@code most}. */
    int count(String agent, int most);

    /** Some of their reasons. */
    List<String> reasons(String agent, int most);
}
