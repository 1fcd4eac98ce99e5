package org.latentworkbench.engine.text;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Supplier;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.ShortVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShape;
import jdk.incubator.vector.VectorSpecies;
import org.jspecify.annotations.Nullable;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;

/**
 * Tokenised documents on disk, memory-mapped, with their contexts. A position is the number of a token in the whole
 * corpus, from 0. Safe for use by several threads until closed.
 */
public final class TokenCorpus implements AutoCloseable {
    private static final ValueLayout.OfShort U16 = ValueLayout.JAVA_SHORT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfInt U32 = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);
    private static final ValueLayout.OfLong I64 = ValueLayout.JAVA_LONG_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private static final VectorSpecies<Integer> WIDE = IntVector.SPECIES_PREFERRED;
    private static final VectorSpecies<Short> NARROW =
            VectorSpecies.of(short.class, VectorShape.forBitSize(WIDE.vectorBitSize() / 2));

    private static final long HASHED_AT_ONCE = 1L << 24;

    private final Path directory;
    private final Arena arena;
    private final CorpusInfo info;
    private final boolean wide;
    private final MemorySegment tokens;
    private final MemorySegment documents;
    private final int[] firstContexts;
    private final Supplier<Vocabulary> vocabulary;
    private final Supplier<Tokenizer> tokenizer;
    private final @Nullable ConceptTrack concepts;

    private TokenCorpus(Path directory, Arena arena, CorpusFiles.Head head) {
        this.directory = directory;
        this.arena = arena;
        this.info = head.info();
        this.wide = head.tokenBytes() == Integer.BYTES;
        long count = info.tokens();
        this.tokens = MappedFile.map(directory.resolve(CorpusFiles.TOKENS), count, head.tokenBytes(), arena);
        this.documents =
                MappedFile.map(directory.resolve(CorpusFiles.DOCUMENTS), info.documents() + 1, Long.BYTES, arena);
        this.firstContexts = firstContexts();
        this.concepts = head.concepts()
                ? ConceptTrack.read(
                        directory, MappedFile.map(directory.resolve(CorpusFiles.CONCEPTS), count, Integer.BYTES, arena))
                : null;
        this.vocabulary = Once.of(this::readVocabulary);
        this.tokenizer = Once.of(this::readTokenizer);
    }

    /**
     * Opens a corpus folder.
     *
     * @throws BadInputException if it is no corpus or a file's size contradicts the manifest
     */
    public static TokenCorpus open(Path dir) {
        Path manifest = dir.resolve(CorpusFiles.MANIFEST);
        CorpusFiles.Head head =
                Manifest.read(manifest, CorpusFiles.FORMAT, CorpusFiles.VERSION, CorpusFiles.Head.class);
        check(manifest, head);
        Arena arena = Arena.ofShared();
        try {
            return new TokenCorpus(dir, arena, head);
        } catch (RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private static void check(Path manifest, CorpusFiles.Head head) {
        CorpusInfo info = head.info();
        if (info == null
                || info.bos() == null
                || info.tokens() < 1
                || info.documents() < 1
                || info.contextLength() < 1) {
            throw new BadInputException(manifest + ": field \"info\" is incomplete; make the corpus again.");
        }
        if (!"u16".equals(head.tokenType()) && !"u32".equals(head.tokenType())) {
            throw new BadInputException(
                    manifest + ": field \"tokenType\" is \"" + head.tokenType() + "\"; it must be \"u16\" or \"u32\".");
        }
        if (info.documents() >= Integer.MAX_VALUE) {
            throw new BadInputException(
                    manifest + ": field \"documents\" is " + info.documents() + ", which is too many.");
        }
    }

    private int[] firstContexts() {
        int count = Math.toIntExact(info.documents());
        int[] first = new int[count + 1];
        long start = documents.get(I64, 0);
        if (start != 0) {
            throw damaged("document 0 starts at " + start);
        }
        long contexts = 0;
        for (int d = 0; d < count; d++) {
            long end = documents.getAtIndex(I64, d + 1L);
            if (end <= start || end > info.tokens()) {
                throw damaged("document " + d + " runs from " + start + " to " + end);
            }
            contexts += Math.ceilDiv(end - start, info.contextLength());
            if (contexts > Integer.MAX_VALUE) {
                throw damaged("there are more than " + Integer.MAX_VALUE + " contexts");
            }
            first[d + 1] = (int) contexts;
            start = end;
        }
        if (start != info.tokens() || contexts != info.contexts()) {
            throw damaged("it ends at token " + start + " of " + info.tokens() + " and has " + contexts
                    + " contexts where the manifest says " + info.contexts());
        }
        return first;
    }

    private BadInputException damaged(String found) {
        return new BadInputException(
                directory.resolve(CorpusFiles.DOCUMENTS) + " is damaged: " + found + "; make the corpus again.");
    }

    private Vocabulary readVocabulary() {
        Vocabulary read = CorpusFiles.readVocabulary(directory);
        if (read.size() != info.vocabularySize()) {
            throw new BadInputException(directory.resolve(CorpusFiles.VOCABULARY) + " has " + read.size()
                    + " tokens, but corpus.json says " + info.vocabularySize() + "; make the corpus again.");
        }
        return read;
    }

    private Tokenizer readTokenizer() {
        Tokenizer read = Tokenizer.load(directory);
        if (!read.fingerprint().equals(info.tokenizerFingerprint())) {
            throw new BadInputException(directory.resolve(TokenizerFile.NAME)
                    + " is not the tokenizer that made this corpus (its SHA-256 differs); make the corpus again.");
        }
        return read;
    }

    /** The folder it was opened from. */
    public Path directory() {
        return directory;
    }

    /** What it holds. */
    public CorpusInfo info() {
        return info;
    }

    /** The tokenizer that made the tokens; opened at first use. */
    public Tokenizer tokenizer() {
        return tokenizer.get();
    }

    /** All tokens by id, from the copy in the folder: does not open the tokenizer. */
    public Vocabulary vocabulary() {
        return vocabulary.get();
    }

    /**
     * The fingerprint that a corpus of the first documents of this one has, in hex: what {@link CorpusInfo#sha256} was
     * before the others were appended. Reads their tokens.
     */
    public String sha256(int count) {
        long end = documentStart(count);
        byte[] ofTokens = sha256(tokens.asSlice(0, end * (wide ? Integer.BYTES : Short.BYTES)));
        byte[] ofDocuments = sha256(documents.asSlice(0, (count + 1L) * Long.BYTES));
        MessageDigest both = Sha256.digest();
        both.update(ofTokens);
        both.update(ofDocuments);
        return HexFormat.of().formatHex(both.digest());
    }

    private static byte[] sha256(MemorySegment bytes) {
        MessageDigest digest = Sha256.digest();
        for (long at = 0; at < bytes.byteSize(); at += HASHED_AT_ONCE) {
            digest.update(bytes.asSlice(at, Math.min(HASHED_AT_ONCE, bytes.byteSize() - at))
                    .asByteBuffer());
        }
        return digest.digest();
    }

    /** Number of documents. */
    public int documentCount() {
        return firstContexts.length - 1;
    }

    /** Position of a document's first token; of the end of the corpus for {@code d == documentCount()}. */
    public long documentStart(int d) {
        return documents.getAtIndex(I64, d);
    }

    /** Number of tokens in all documents. */
    public long tokenCount() {
        return info.tokens();
    }

    /** The token id at a position. */
    public int token(long position) {
        int id = wide ? tokens.getAtIndex(U32, position) : Short.toUnsignedInt(tokens.getAtIndex(U16, position));
        if (id < 0 || id >= info.vocabularySize()) {
            throw new BadInputException(directory.resolve(CorpusFiles.TOKENS) + ": position " + position + " holds id "
                    + Integer.toUnsignedString(id) + ", but the vocabulary has " + info.vocabularySize()
                    + " tokens; make the corpus again.");
        }
        return id;
    }

    /** Copies token ids out. */
    public void copyTokens(long start, int length, int[] target, int offset) {
        if (wide) {
            MemorySegment.copy(tokens, U32, start * Integer.BYTES, target, offset, length);
        } else {
            widen(start, length, target, offset);
        }
        int size = info.vocabularySize();
        boolean known = true;
        for (int i = 0; i < length; i++) {
            known &= Integer.compareUnsigned(target[offset + i], size) < 0;
        }
        for (int i = 0; !known && i < length; i++) {
            target[offset + i] = token(start + i); // says which one is wrong
        }
    }

    /** Many at a time: searches read the whole corpus again and again. */
    private void widen(long start, int length, int[] target, int offset) {
        int lanes = NARROW.length();
        int vectors = length - length % lanes;
        for (int i = 0; i < vectors; i += lanes) {
            ShortVector.fromMemorySegment(NARROW, tokens, (start + i) * Short.BYTES, ByteOrder.LITTLE_ENDIAN)
                    .convertShape(VectorOperators.ZERO_EXTEND_S2I, WIDE, 0)
                    .reinterpretAsInts()
                    .intoArray(target, offset + i);
        }
        for (int i = vectors; i < length; i++) {
            target[offset + i] = Short.toUnsignedInt(tokens.getAtIndex(U16, start + i));
        }
    }

    /** The token ids of a context. */
    public int[] tokens(Context context) {
        int[] ids = new int[context.length()];
        copyTokens(context.start(), ids.length, ids, 0);
        return ids;
    }

    /** Number of contexts. */
    public int contextCount() {
        return firstContexts[firstContexts.length - 1];
    }

    /** A context by its number. */
    public Context context(int c) {
        if (c < 0 || c >= contextCount()) {
            throw new IndexOutOfBoundsException("context " + c + " of " + contextCount());
        }
        int document = documentOf(c);
        long start = documentStart(document) + (long) (c - firstContexts[document]) * info.contextLength();
        return new Context(
                c, document, start, (int) Math.min(info.contextLength(), documentStart(document + 1) - start));
    }

    /** The document of a context. */
    public int documentOf(int context) {
        int found = java.util.Arrays.binarySearch(firstContexts, context);
        return found >= 0 ? found : -found - 2;
    }

    /** The number of the context that a position lies in. */
    public int contextAt(long position) {
        int document = documentAt(position);
        return firstContexts[document] + (int) ((position - documentStart(document)) / info.contextLength());
    }

    /** The number of the document that a position lies in. */
    public int documentAt(long position) {
        if (position < 0 || position >= info.tokens()) {
            throw new IndexOutOfBoundsException("position " + position + " of " + info.tokens());
        }
        int low = 0;
        int high = documentCount() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (documentStart(middle) <= position) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }

    /** The truth about the tokens, where the corpus was generated with it. */
    public Optional<ConceptTrack> concepts() {
        return Optional.ofNullable(concepts);
    }

    @Override
    public void close() {
        arena.close();
    }
}
