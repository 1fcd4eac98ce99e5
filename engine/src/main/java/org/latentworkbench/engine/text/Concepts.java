package org.latentworkbench.engine.text;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.latentworkbench.engine.error.BadInputException;

/** A hierarchy of concepts: every concept but the roots is a kind of another. Immutable; parents come before children. */
public final class Concepts {
    private final List<Concept> concepts;
    private final Map<String, Integer> byName = new HashMap<>();
    private final List<List<Integer>> children = new ArrayList<>();

    /**
     * @param concepts in the order of their ids, parents before children
     * @throws BadInputException if ids are out of order, a parent is unknown or a name comes twice
     */
    public Concepts(List<Concept> concepts) {
        this.concepts = List.copyOf(concepts);
        for (Concept concept : this.concepts) {
            int id = children.size();
            if (concept.id() != id || concept.parent() >= id || concept.parent() < -1) {
                throw new BadInputException("Concept \"" + concept.name() + "\" has id " + concept.id() + " and parent "
                        + concept.parent() + " at place " + id + "; ids count from 0 and parents come first.");
            }
            if (byName.put(concept.name(), id) != null) {
                throw new BadInputException("Two concepts are named \"" + concept.name() + "\"; names are unique.");
            }
            children.add(new ArrayList<>());
            if (concept.parent() >= 0) {
                children.get(concept.parent()).add(id);
            }
        }
    }

    /** All concepts in the order of their ids. */
    public List<Concept> all() {
        return concepts;
    }

    /** Number of concepts. */
    public int size() {
        return concepts.size();
    }

    /** A concept by its id. */
    public Concept get(int id) {
        return concepts.get(id);
    }

    /** The id of a name. */
    public OptionalInt find(String name) {
        Integer id = byName.get(name);
        return id == null ? OptionalInt.empty() : OptionalInt.of(id);
    }

    /** The ids of the concepts that are directly a kind of this one, ascending. */
    public List<Integer> children(int id) {
        return List.copyOf(children.get(id));
    }

    /** Whether a concept is another or, over any number of steps, a kind of it. */
    public boolean isA(int id, int ancestor) {
        for (int at = id; at >= 0; at = concepts.get(at).parent()) {
            if (at == ancestor) {
                return true;
            }
        }
        return false;
    }

    /** The names from the root down to a concept, joined by {@code " > "}. */
    public String path(int id) {
        Concept concept = concepts.get(id);
        return concept.isRoot() ? concept.name() : path(concept.parent()) + " > " + concept.name();
    }
}
