package org.latentworkbench.engine.lm;

/** Log probabilities from logits, in double precision. */
final class TokenLoss {
    private TokenLoss() {}

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
