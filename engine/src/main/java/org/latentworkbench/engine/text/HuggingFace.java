package org.latentworkbench.engine.text;

import ai.djl.huggingface.tokenizers.HuggingFaceTokenizer;
import ai.djl.huggingface.tokenizers.jni.CharSpan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;

/** A tokenizer of Hugging Face's own library, through DJL. Its encoder keeps no state between texts. */
final class HuggingFace implements Tokenizer {
    private static final String FLAVOR = "RUST_FLAVOR";

    private final HuggingFaceTokenizer nativeTokenizer;
    private final String fingerprint;
    private final Vocabulary vocabulary;
    private final OptionalInt begin;
    private final OptionalInt end;
    private final BosRule bosRule;

    HuggingFace(
            TokenizerSource source,
            String fingerprint,
            Vocabulary vocabulary,
            OptionalInt begin,
            OptionalInt end,
            BosRule bosRule) {
        this.fingerprint = fingerprint;
        this.vocabulary = vocabulary;
        this.begin = begin;
        this.end = end;
        this.bosRule = bosRule;
        if (System.getenv(FLAVOR) == null && System.getProperty(FLAVOR) == null) {
            // Where there is a GPU DJL would download a library for it, which is no faster for texts.
            System.setProperty(FLAVOR, "cpu");
        }
        try {
            // By default DJL pads and cuts.
            this.nativeTokenizer = HuggingFaceTokenizer.newInstance(
                    new ByteArrayInputStream(source.json()),
                    Map.of("padding", "false", "truncation", "false", "addSpecialTokens", "false"));
        } catch (IOException | RuntimeException e) {
            throw new BadInputException(
                    source.origin() + " is not a tokenizer the tokenizers library reads: " + e.getMessage() + ".", e);
        }
    }

    @Override
    public int[] encode(String text) {
        return ids(encoding(text));
    }

    @Override
    public int[] encodeWithSpecialTokens(String text) {
        return ids(nativeTokenizer.encode(text, true, false));
    }

    @Override
    public Encoding encodeWithSpans(String text) {
        var encoding = encoding(text);
        int[] ids = ids(encoding);
        CharSpan[] spans = encoding.getCharTokenSpans();
        int[] starts = new int[ids.length];
        int[] ends = new int[ids.length];
        CodePoints points = new CodePoints(text);
        int last = 0;
        for (int i = 0; i < ids.length; i++) {
            CharSpan span = spans[i];
            starts[i] = span == null ? last : points.utf16(span.getStart());
            ends[i] = span == null ? last : points.utf16(span.getEnd());
            last = ends[i];
        }
        return new Encoding(ids, starts, ends);
    }

    private ai.djl.huggingface.tokenizers.Encoding encoding(String text) {
        return nativeTokenizer.encode(text, false, false);
    }

    private static int[] ids(ai.djl.huggingface.tokenizers.Encoding encoding) {
        long[] wide = encoding.getIds();
        int[] ids = new int[wide.length];
        for (int i = 0; i < ids.length; i++) {
            ids[i] = Math.toIntExact(wide[i]);
        }
        return ids;
    }

    @Override
    public String decode(int[] ids) {
        return nativeTokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), false);
    }

    @Override
    public String decodeText(int[] ids) {
        return nativeTokenizer.decode(Arrays.stream(ids).asLongStream().toArray(), true);
    }

    @Override
    public Vocabulary vocabulary() {
        return vocabulary;
    }

    @Override
    public OptionalInt beginToken() {
        return begin;
    }

    @Override
    public OptionalInt endToken() {
        return end;
    }

    @Override
    public BosRule bosRule() {
        return bosRule;
    }

    @Override
    public String fingerprint() {
        return fingerprint;
    }
}
