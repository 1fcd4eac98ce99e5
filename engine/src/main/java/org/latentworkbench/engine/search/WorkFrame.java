package org.latentworkbench.engine.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Work space of one run of {@link BindingFinder} over some places of a document; parts in parts use one each. For one thread. */
final class WorkFrame {
    /** What is left to follow at the current place. */
    final Agenda stack = new Agenda();

    /** Configurations met at the current place. */
    final LongSet visited = new LongSet();

    /** Configurations that wait for a token. */
    final LongSet parked = new LongSet();

    /** Whether enough was found. */
    boolean stopped;

    private final List<Agenda> places = new ArrayList<>();
    private final Map<Integer, Agenda> waiting = new HashMap<>();
    private int from;
    private int to;
    private int furthest;
    private int firstDeadline;
    private boolean parks;

    /**
     * Starts a run.
     *
     * @param first its first place
     * @param last its last place
     * @param deadline first limit of length that counts: what a condition looks at is no part of the match around it
     * @param mayPark whether configurations may wait; not where the earliest start of a match is needed, for a later comer may
     *     have started earlier
     */
    void begin(int first, int last, int deadline, boolean mayPark) {
        from = first;
        to = last;
        furthest = first;
        firstDeadline = deadline;
        parks = mayPark;
        stopped = false;
        parked.clear();
        waiting.clear();
    }

    int from() {
        return from;
    }

    int to() {
        return to;
    }

    int firstDeadline() {
        return firstDeadline;
    }

    /** Whether configurations may wait. */
    boolean parks() {
        return parks;
    }

    /** What was put down for a place. */
    Agenda at(int place) {
        furthest = Math.max(furthest, place);
        while (places.size() <= place - from) {
            places.add(new Agenda());
        }
        return places.get(place - from);
    }

    /** Whether nothing was put down for a place or a later one, and nothing waits. */
    boolean done(int place) {
        return place > furthest && (stopped || waiting.isEmpty());
    }

    /** Lets a configuration wait for a token at any later place. */
    void await(int token, long code, int start) {
        waiting.computeIfAbsent(token, _ -> new Agenda()).add(code, start);
    }

    /** Adds what waits for a token; it keeps waiting. */
    void wake(int token, Agenda into) {
        Agenda woken = waiting.get(token);
        if (woken != null) {
            for (int i = 0; i < woken.size(); i++) {
                into.add(woken.code(i), woken.start(i));
            }
        }
    }
}
