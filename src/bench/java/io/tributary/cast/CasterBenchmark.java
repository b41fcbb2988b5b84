package io.tributary.cast;

import io.tributary.benchmark.BenchmarkRows;
import io.tributary.definition.DefinitionException;
import io.tributary.record.RecordBatch;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Orders of ten texts to keys, versions and typed values, by a definition. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkRows.COUNT)
public class CasterBenchmark {

    private final RecordBatch batch = BenchmarkRows.batch();
    private Caster caster;

    /** Compiles the casts. */
    @Setup
    public void compile() throws DefinitionException {
        caster = BenchmarkRows.caster();
    }

    @Benchmark
    public CastBatch cast() {
        return caster.cast(batch);
    }
}
