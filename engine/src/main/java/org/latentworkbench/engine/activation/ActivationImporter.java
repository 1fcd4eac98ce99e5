package org.latentworkbench.engine.activation;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.latentworkbench.engine.file.AtomicFile;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tensor.DType;
import org.latentworkbench.engine.tensor.FloatMatrix;
import org.latentworkbench.engine.tensor.SafetensorsWriter;
import org.latentworkbench.engine.tensor.TensorData;
import org.latentworkbench.engine.text.TokenCorpus;

/** Makes a cache of ours from activations that were harvested elsewhere. */
public final class ActivationImporter {
    private static final float LARGEST_HALF = 65504;

    private final ImportedRows rows;
    private final ImportPlan plan;
    private final ImportOptions options;
    private final JobContext job;

    private ActivationImporter(ImportedRows rows, ImportPlan plan, ImportOptions options, JobContext job) {
        this.rows = rows;
        this.plan = plan;
        this.options = options;
        this.job = job;
    }

    /**
     * Writes the cache folder, which appears when it is complete.
     *
     * @param dir the cache folder to make
     * @param corpus the corpus that was made of the token ids, if they are known
     * @throws org.latentworkbench.engine.error.BadInputException if a row holds a value that is not finite or too large;
     *     names file and row
     */
    public static ActivationInfo write(
            Path dir,
            ImportedRows rows,
            ImportPlan plan,
            ImportOptions options,
            String source,
            Optional<TokenCorpus> corpus,
            JobContext job) {
        ActivationImporter importer = new ActivationImporter(rows, plan, options, job);
        ActivationInfo[] made = new ActivationInfo[1];
        AtomicFile.directory(dir, folder -> made[0] = importer.fill(folder, source, corpus));
        return made[0];
    }

    private ActivationInfo fill(Path folder, String source, Optional<TokenCorpus> corpus) throws IOException {
        CacheFiles.Plan written = new CacheFiles.Plan(
                plan.model(),
                0,
                corpus.map(opened -> opened.info().name()).orElse(""),
                corpus.map(opened -> opened.info().sha256()).orElse(""),
                plan.hook().toString(),
                plan.bos(),
                plan.contextLength(),
                plan.rows(),
                rows.width(),
                (options.half() ? DType.F16 : DType.F32).name(),
                HarvestOptions.DEFAULT_SHARD_ROWS);
        job.message("importing activations");
        List<CacheFiles.Shard> shards = shards(folder, written);
        return CacheFinish.write(
                folder,
                new CacheFiles.Head(
                        options.name(),
                        written,
                        CacheFiles.Scale.of(InputScale.none(rows.width())),
                        shards,
                        new CacheFiles.Origin(source, options.appliedScale())),
                row -> corpus.map(opened -> !opened.vocabulary().isSpecial(opened.token(row)))
                        .orElse(true),
                ScaleRule.UNIT_MS,
                false,
                job);
    }

    private List<CacheFiles.Shard> shards(Path folder, CacheFiles.Plan written) throws IOException {
        List<CacheFiles.Shard> shards = new ArrayList<>();
        DType dtype = DType.valueOf(written.dtype());
        float limit = options.half() ? LARGEST_HALF : Float.MAX_VALUE;
        Kept kept = new Kept();
        for (long first = 0; first < plan.rows(); first += written.shardRows()) {
            long count = Math.min(written.shardRows(), plan.rows() - first);
            String name = CacheFiles.shardName(shards.size());
            Path file = folder.resolve(name);
            try (Arena arena = Arena.ofShared()) {
                FloatMatrix part = FloatMatrix.allocate(arena, count, rows.width());
                kept.next(part, 1 / options.appliedScale(), limit);
                SafetensorsWriter.write(
                        file,
                        List.of(TensorData.ofFloats(CacheFiles.TENSOR, dtype, part.data(), count, rows.width())),
                        Map.of("hook", written.hook(), "first_row", Long.toString(first)));
            }
            shards.add(new CacheFiles.Shard(name, first, count, Files.size(file)));
            job.progress(first + count, plan.rows());
        }
        return shards;
    }

    /** Goes through the rows that are kept. */
    private final class Kept {
        private static final int STEP = 4096;

        private int document;
        private long at = plan.from(0);

        void next(FloatMatrix into, double factor, float limit) {
            long done = 0;
            while (done < into.rows()) {
                job.checkCancelled();
                while (at >= plan.starts()[document + 1]) {
                    document++;
                    at = plan.from(document);
                }
                long left = plan.starts()[document + 1] - at;
                long count = Math.min(Math.min(STEP, left), into.rows() - done);
                rows.copyRows(at, into.rows(done, count), factor, limit);
                done += count;
                at += count;
            }
        }
    }
}
