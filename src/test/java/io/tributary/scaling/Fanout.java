package io.tributary.scaling;

import java.util.function.IntUnaryOperator;

/**
 * How many views changes lead to.
 *
 * @param views of how many views so many changed keys are
 * @param coalesced how many are left of so many triggered views that are built together
 */
record Fanout(IntUnaryOperator views, IntUnaryOperator coalesced) {

    /** Every change is another view's. */
    static final Fanout ONE_TO_ONE = new Fanout(keys -> keys, keys -> keys);

    /** Each view shows so many changes, and none is triggered twice. */
    static Fanout changesPerView(int changes) {
        return new Fanout(keys -> (int) Math.max(1, Math.round(keys / (double) changes)), keys -> keys);
    }

    /** Changes hit so many views by chance: of n, {@code views (1 - (1 - 1 / views)^n)} are different ones. */
    static Fanout byChance(int views) {
        IntUnaryOperator different =
                n -> (int) Math.max(1, Math.round(views * -StrictMath.expm1(n * StrictMath.log1p(-1.0 / views))));
        return new Fanout(different, different);
    }
}
