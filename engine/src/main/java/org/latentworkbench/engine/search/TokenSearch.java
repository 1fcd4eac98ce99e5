package org.latentworkbench.engine.search;

import java.util.concurrent.Executor;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.job.JobContext;

/** Searches an index by token regex. Safe for use by several threads; does not own the index. */
public final class TokenSearch {
    private final LatentIndex index;
    private final RegexEnvironment environment;
    private final Executor pool;

    /** Searches on the common pool. */
    public TokenSearch(LatentIndex index, RegexEnvironment environment) {
        this(index, environment, java.util.concurrent.ForkJoinPool.commonPool());
    }

    /** Searches on a pool of the caller. */
    public TokenSearch(LatentIndex index, RegexEnvironment environment, Executor pool) {
        this.index = index;
        this.environment = environment;
        this.pool = pool;
    }

    /**
     * Matches a script and ranks the latents.
     *
     * @throws org.latentworkbench.engine.search.syntax.TokenRegexException if the script is wrong
     * @throws org.latentworkbench.engine.error.CancelledException within 20 ms of the job being stopped
     */
    public SearchResult search(String script, SearchOptions options, JobContext job) {
        throw new UnsupportedOperationException(
                script + options + index.directory() + environment.literals() + job.isCancelled() + pool.hashCode());
    }

    /** Exact counts of the three kinds for one latent, and the strongest (or, where it is silent, the first) examples of one. */
    public Exceptions exceptions(SearchResult result, int latent, ExceptionKind kind, int limit) {
        throw new UnsupportedOperationException(result.script() + latent + kind + limit);
    }

    /** As {@link #exceptions}, with a uniform sample of examples in corpus order. */
    public Exceptions randomExceptions(SearchResult result, int latent, ExceptionKind kind, int limit, long seed) {
        throw new UnsupportedOperationException(result.script() + latent + kind + limit + seed);
    }

    /** The matched tokens of one document, counted from its first token. */
    public int[] matchesIn(SearchResult result, int document) {
        throw new UnsupportedOperationException(result.script() + document);
    }
}
