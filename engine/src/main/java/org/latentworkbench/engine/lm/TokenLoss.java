package org.latentworkbench.engine.lm;

import java.util.List;
import java.util.stream.IntStream;

/** Log probabilities from logits, in double precision. */
final class TokenLoss {
    private TokenLoss() {}

    /** The largest logits as probabilities, the likeliest first. */
    static List<TokenScore> likeliest(float[] logits, int count) {
        double first = logProbability(logits, 0, logits.length, 0);
        return IntStream.range(0, logits.length)
                .boxed()
                .sorted((a, b) -> Float.compare(logits[b], logits[a]))
                .limit(count)
                .map(id -> new TokenScore(id, (float) Math.exp(first + logits[id] - logits[0])))
                .toList();
    }

    /**
     * {@code log softmax(logits)[target]}, nats.
     *
     * @param logits many rows one after the other
     * @param from where the row begins
     * @param vocabulary its length
     */
    static double logProbability(float[] logits, int from, int vocabulary, int target) {
        float largest = Float.NEGATIVE_INFINITY;
        for (int i = 0; i < vocabulary; i++) {
            largest = Math.max(largest, logits[from + i]);
        }
        double sum = 0;
        for (int i = 0; i < vocabulary; i++) {
            sum += Math.exp(logits[from + i] - largest);
        }
        return logits[from + target] - largest - Math.log(sum);
    }
}
