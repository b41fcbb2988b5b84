/**
 * How many processes, shards and dollars a rate takes that does not fit on one machine. {@link io.tributary.scaling.Measured} is what the
 * benchmark measured, {@link io.tributary.scaling.ServiceTimes} what follows from it, {@link io.tributary.scaling.Assumptions} what nobody
 * measured; {@link io.tributary.scaling.Model} is the simulation, {@link io.tributary.scaling.Plan}, {@link io.tributary.scaling.Walls} and
 * {@link io.tributary.scaling.Bill} the sums; {@link io.tributary.scaling.ScalingPage} writes the tables of docs/scaling.md.
 */
@org.jspecify.annotations.NullMarked
package io.tributary.scaling;
