package org.latentworkbench.engine.activation;

import java.io.OutputStream;
import java.lang.foreign.Arena;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.file.Manifest;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.NumpyWriter;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.tensor.TensorStream;
import org.latentworkbench.engine.text.TokenCorpus;

/**
 * Writes a cache in a form other programs read: {@code activations} [rows, width] as raw values, {@code token_ids} [rows]
 * as 32-bit and {@code document_starts} [documents + 1] as 64-bit integers, and {@code export.json} with the rest.
 */
public final class ActivationExport {
    private static final int BLOCK_ROWS = 4096;

    private final ActivationCache cache;
    private final Optional<TokenCorpus> corpus;
    private final JobContext job;

    private ActivationExport(ActivationCache cache, Optional<TokenCorpus> corpus, JobContext job) {
        this.cache = cache;
        this.corpus = corpus;
        this.job = job;
    }

    /**
     * Writes a folder, which appears when it is complete.
     *
     * @param corpus the corpus the cache was harvested on, for the token ids; empty if there is none
     * @param out the folder to make; must not be there
     */
    public static void write(
            ActivationCache cache, Optional<TokenCorpus> corpus, ExportFormat format, Path out, JobContext job) {
        job.message("exporting activations");
        ActivationExport export = new ActivationExport(cache, corpus, job);
        AtomicFile.directory(out, folder -> export.fill(folder, format));
    }

    private void fill(Path folder, ExportFormat format) {
        List<TensorStream> arrays = arrays();
        ExportFile about = ExportFile.of(cache.info());
        switch (format) {
            case NPY -> arrays.forEach(array -> NumpyWriter.npy(folder.resolve(array.name() + ".npy"), array));
            case NPZ -> NumpyWriter.npz(folder.resolve("activations.npz"), arrays);
            case SAFETENSORS ->
                SafetensorsWriter.writeStreams(
                        folder.resolve("activations.safetensors"),
                        arrays,
                        Map.of(
                                "model", cache.info().model(),
                                "hook", cache.info().hook().toString(),
                                "hook_name", cache.info().hook().transformerLensName(),
                                "context_length", Integer.toString(cache.info().contextLength()),
                                "bos", cache.info().bos().name()));
        }
        Manifest.write(folder.resolve(ExportFile.NAME), ExportFile.FORMAT, CacheFiles.VERSION, about);
    }

    private List<TensorStream> arrays() {
        ActivationInfo info = cache.info();
        List<TensorStream> arrays = new ArrayList<>();
        arrays.add(new TensorStream(
                CacheFiles.TENSOR, DType.valueOf(info.dtype()), new long[] {info.rows(), info.width()}, this::rows));
        corpus.ifPresent(tokens -> {
            long[] starts = new long[tokens.documentCount() + 1];
            for (int d = 0; d < starts.length; d++) {
                starts[d] = tokens.documentStart(d);
            }
            arrays.add(new TensorStream("token_ids", DType.I32, new long[] {info.rows()}, out -> ids(tokens, out)));
            arrays.add(TensorStream.of(TensorData.ofLongs("document_starts", DType.I64, starts, starts.length)));
        });
        return arrays;
    }

    private void rows(OutputStream out) throws java.io.IOException {
        ActivationInfo info = cache.info();
        try (Arena arena = Arena.ofConfined()) {
            FloatMatrix block = FloatMatrix.allocate(arena, Math.min(BLOCK_ROWS, info.rows()), info.width());
            for (long row = 0; row < info.rows(); row += block.rows()) {
                job.checkCancelled();
                FloatMatrix part = block.rows(0, Math.min(block.rows(), info.rows() - row));
                cache.copyRows(row, part);
                TensorData bytes = TensorData.ofFloats(
                        CacheFiles.TENSOR, DType.valueOf(info.dtype()), part.data(), part.rows(), info.width());
                TensorStream.copy(bytes.bytes(), out);
                job.progress(row + part.rows(), info.rows());
            }
        }
    }

    private static void ids(TokenCorpus tokens, OutputStream out) throws java.io.IOException {
        for (long start = 0; start < tokens.tokenCount(); start += BLOCK_ROWS) {
            long[] block = new long[(int) Math.min(BLOCK_ROWS, tokens.tokenCount() - start)];
            for (int i = 0; i < block.length; i++) {
                block[i] = tokens.token(start + i);
            }
            TensorStream.copy(
                    TensorData.ofLongs("token_ids", DType.I32, block, block.length)
                            .bytes(),
                    out);
        }
    }
}
