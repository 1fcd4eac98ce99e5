package org.latentworkbench.engine.text;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.latentworkbench.engine.error.BadInputException;
import org.latentworkbench.engine.file.Manifest;

/**
 * Which concepts are true of each token of a corpus. Memory-mapped; safe for use by several threads as long as its corpus
 * is open.
 *
 * <p>Few combinations of concepts occur, so a token holds the number of its combination: {@code concepts.bin} has a
 * little-endian u32 per token, {@code concepts.json} the hierarchy and the combinations.
 */
public final class ConceptTrack {
    private static final ValueLayout.OfInt SET = ValueLayout.JAVA_INT_UNALIGNED.withOrder(ByteOrder.LITTLE_ENDIAN);

    private final Concepts hierarchy;
    private final List<BitSet> sets;
    private final MemorySegment tokens;

    private ConceptTrack(Concepts hierarchy, List<BitSet> sets, MemorySegment tokens) {
        this.hierarchy = hierarchy;
        this.sets = sets;
        this.tokens = tokens;
    }

    /** @param tokens the content of concepts.bin, of checked size */
    static ConceptTrack read(Path folder, MemorySegment tokens) {
        Path file = folder.resolve(CorpusFiles.CONCEPT_NAMES);
        CorpusFiles.ConceptSets stored =
                Manifest.read(file, CorpusFiles.CONCEPTS_FORMAT, CorpusFiles.VERSION, CorpusFiles.ConceptSets.class);
        Concepts hierarchy = new Concepts(stored.concepts());
        List<BitSet> sets = new ArrayList<>();
        for (int[] set : stored.sets()) {
            BitSet bits = new BitSet(hierarchy.size());
            for (int concept : set) {
                if (concept < 0 || concept >= hierarchy.size()) {
                    throw new BadInputException(file + ": combination " + sets.size() + " names concept " + concept
                            + ", but there are " + hierarchy.size() + " concepts.");
                }
                for (int at = concept; at >= 0; at = hierarchy.get(at).parent()) {
                    bits.set(at);
                }
            }
            sets.add(bits);
        }
        return new ConceptTrack(hierarchy, sets, tokens);
    }

    /** The hierarchy the ids belong to. */
    public Concepts hierarchy() {
        return hierarchy;
    }

    /** All concepts in the order of their ids. */
    public List<Concept> concepts() {
        return hierarchy.all();
    }

    /** Whether a concept is true of the token at a position of the corpus; true of a concept's ancestors as well. */
    public boolean has(long position, int concept) {
        return set(position).get(concept);
    }

    /** All concepts that are true of the token at a position, ascending, ancestors included. */
    public int[] at(long position) {
        return set(position).stream().toArray();
    }

    private BitSet set(long position) {
        int set = tokens.getAtIndex(SET, position);
        if (set < 0 || set >= sets.size()) {
            throw new BadInputException(CorpusFiles.CONCEPTS + ": position " + position + " names combination "
                    + Integer.toUnsignedString(set) + ", but there are " + sets.size() + "; make the corpus again.");
        }
        return sets.get(set);
    }
}
