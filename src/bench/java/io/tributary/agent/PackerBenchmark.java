package io.tributary.agent;

import io.tributary.benchmark.BenchmarkRows;
import io.tributary.record.RecordBatch;
import io.tributary.record.RecordBatchCodec;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.infra.Blackhole;

/** Orders, one after the other, to bodies of about 60,000 bytes: sizes, sequences and the codec. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkRows.COUNT)
public class PackerBenchmark {

    private final RecordBatch batch = BenchmarkRows.batch();
    private final RecordBatchCodec codec = new RecordBatchCodec(16 << 20);
    private final ReadSequence sequence = new ReadSequence("orders", new MemoryCheckpoints(), Clock.systemUTC());
    private final Source source = new Source("orders", batch.topic(), batch.place(), batch.columns(), true);
    private final BatchLimits limits = new BatchLimits(1_000, 60_000, Duration.ofSeconds(1));

    @Benchmark
    public void pack(Blackhole hole) {
        BatchPacker packer = new BatchPacker(source, null, codec, sequence, limits, Clock.systemUTC(), hole::consume);
        for (int row = 0; row < batch.size(); row++) {
            packer.add(batch.rows().get(row), row + 2, false);
        }
        packer.close();
    }
}
