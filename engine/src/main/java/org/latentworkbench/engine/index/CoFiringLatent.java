package org.latentworkbench.engine.index;

/**
 * How a latent fires together with another one, the latent asked about. Over N tokens, n_a firings of the one asked about,
 * n_b of this one and C of both.
 *
 * @param latent this latent, b
 * @param joint C
 * @param lift N·C/(n_a·n_b), 1 for independent latents
 * @param jaccard C/(n_a + n_b − C)
 * @param share P(b|a) = C/n_a
 * @param otherShare P(a|b) = C/n_b
 * @param cosineAsParent with a as the parent of b, Σ_{b&gt;0} ab / (√Σ_{b&gt;0} a² · √Σ b²): the masked cosine of Nabeshima's
 *     latent tree
 * @param ratioAsParent max b / max a; its product with {@code cosineAsParent} is the directed score d(a→b), which can exceed 1
 * @param cosineAsChild the same with a as the child
 * @param ratioAsChild max a / max b
 */
public record CoFiringLatent(
        int latent,
        long joint,
        double lift,
        double jaccard,
        double share,
        double otherShare,
        double cosineAsParent,
        double ratioAsParent,
        double cosineAsChild,
        double ratioAsChild) {}
