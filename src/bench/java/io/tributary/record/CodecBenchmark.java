package io.tributary.record;

import io.tributary.benchmark.BenchmarkRows;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A record batch of orders to the text of a message, gzip and Base64 included, and back to arrays. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@OperationsPerInvocation(BenchmarkRows.COUNT)
public class CodecBenchmark {

    private final RecordBatchCodec codec = new RecordBatchCodec(16 << 20);
    private final RecordBatch batch = BenchmarkRows.batch();
    private final String body = codec.encode(batch);

    @Benchmark
    public String encode() {
        return codec.encode(batch);
    }

    @Benchmark
    public RecordBatch decode() throws MessageFormatException {
        return codec.decode(body, batch.topic(), Instant.EPOCH);
    }
}
