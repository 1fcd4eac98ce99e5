package org.latentworkbench.engine.search.mining;

/**
 * A script that predicts on which tokens a latent fires, with how well it does on documents it was not made from. The script is
 * the one that predicts here: in a search, where the latent predicts the script, precision and recall change places.
 *
 * @param latent the latent
 * @param script a token regex that compiles in the environment of the corpus
 * @param precision share of the matches on which the latent fires, in held-out documents
 * @param recall share of the latent's firings that are matches, in held-out documents
 * @param f1 harmonic mean of both
 * @param rSquared share of the variance of the latent's activations in held-out documents that two values explain, one for
 *     matches and one for other tokens, both means of the training documents; below 0 where they mislead
 * @param matches matches in held-out documents
 * @param firings tokens of held-out documents on which the latent fires
 * @param trainingF1 F1 on the documents it was made from; much more than {@code f1} means that it was made to fit
 */
public record MinedRegex(
        int latent,
        String script,
        double precision,
        double recall,
        double f1,
        double rSquared,
        long matches,
        long firings,
        double trainingF1) {}
