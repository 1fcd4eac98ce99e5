package org.latentworkbench.engine.lm;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.latentworkbench.engine.error.BadInputException;

/**
 * A place in a language model where activations are taken. Written {@code embed}, {@code final_norm} or
 * {@code resid_post.2} with the layer counted from 0; the names of TransformerLens
 * ({@code blocks.2.hook_resid_post}) are understood too.
 *
 * @param kind which place
 * @param layer the layer from 0; 0 for the kinds that are there once
 */
public record HookPoint(Kind kind, int layer) {
    private static final Pattern OURS = Pattern.compile("([a-z_]+?)(?:\\.(\\d{1,5}))?");
    private static final Pattern IN_BLOCK = Pattern.compile("blocks\\.(\\d{1,5})\\.(.+)");

    /** The places, in the order the forward pass comes to them. */
    public enum Kind {
        /** Token embeddings (with positions added, where a model adds them): the input of block 0. */
        EMBED("hook_embed"),
        /** The residual stream at the input of a block. */
        RESID_PRE("hook_resid_pre"),
        /** What the attention heads mix, side by side: the input of attention's last matrix. */
        ATTN_Z("attn.hook_z"),
        /** What attention adds to the residual stream. */
        ATTN_OUT("hook_attn_out"),
        /** The residual stream between attention and MLP. */
        RESID_MID("hook_resid_mid"),
        /** The MLP's hidden values after its nonlinearity (and gate): the input of its last matrix. */
        MLP_ACT("mlp.hook_post"),
        /** What the MLP adds to the residual stream. */
        MLP_OUT("hook_mlp_out"),
        /** The residual stream at the output of a block. */
        RESID_POST("hook_resid_post"),
        /** The residual stream after the last norm: what the head reads. */
        FINAL_NORM("ln_final.hook_normalized");

        private final String transformerLens;

        Kind(String transformerLens) {
            this.transformerLens = transformerLens;
        }

        /** Whether every layer has one. */
        public boolean perLayer() {
            return this != EMBED && this != FINAL_NORM;
        }

        private String text() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** Checks the layer. */
    public HookPoint {
        if (layer < 0 || (!kind.perLayer() && layer != 0)) {
            throw new IllegalArgumentException(kind + " at layer " + layer);
        }
    }

    /**
     * Reads a hook point.
     *
     * @throws BadInputException if there is no such place; the message lists those there are
     */
    public static HookPoint parse(String text) {
        String trimmed = text.strip();
        Matcher block = IN_BLOCK.matcher(trimmed);
        if (block.matches()) {
            for (Kind kind : Kind.values()) {
                if (kind.perLayer() && kind.transformerLens.equals(block.group(2))) {
                    return new HookPoint(kind, Integer.parseInt(block.group(1)));
                }
            }
            throw unknown(text);
        }
        for (Kind kind : Kind.values()) {
            if (!kind.perLayer() && kind.transformerLens.equals(trimmed)) {
                return new HookPoint(kind, 0);
            }
        }
        Matcher ours = OURS.matcher(trimmed);
        if (ours.matches()) {
            String layer = ours.group(2);
            for (Kind kind : Kind.values()) {
                if (kind.text().equals(ours.group(1)) && kind.perLayer() == (layer != null)) {
                    return new HookPoint(kind, layer == null ? 0 : Integer.parseInt(layer));
                }
            }
        }
        throw unknown(text);
    }

    /** The name TransformerLens and SAELens use, for example {@code blocks.2.hook_resid_post}. */
    public String transformerLensName() {
        return kind.perLayer() ? "blocks." + layer + "." + kind.transformerLens : kind.transformerLens;
    }

    /** Our name, for example {@code resid_post.2}. */
    @Override
    public String toString() {
        return kind.perLayer() ? kind.text() + "." + layer : kind.text();
    }

    private static BadInputException unknown(String text) {
        return new BadInputException("There is no hook point \"" + text
                + "\". There are embed, final_norm and, with a layer from 0 such as resid_post.2: resid_pre, attn_out,"
                + " resid_mid, attn_z, mlp_act, mlp_out, resid_post.");
    }
}
