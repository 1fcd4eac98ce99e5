package org.latentworkbench.app.gui.train;

import java.util.List;
import org.latentworkbench.app.gui.Words;

/** Where the activations of a run can come from. */
sealed interface DataChoice {
    /**
     * A cache on disk.
     *
     * @param name its name
     * @param corpus the corpus it was harvested on
     * @param hook the hook point, as text
     * @param width dimensions of an activation
     * @param rows number of activations
     * @param bytes on disk
     */
    record Cache(String name, String corpus, String hook, int width, long rows, long bytes) implements DataChoice {
        @Override
        public String title() {
            return name;
        }

        @Override
        public String detail() {
            return hook + ", width " + width + ", " + Words.roughly(rows) + " tokens, " + Words.bytes(bytes);
        }
    }

    /**
     * Straight from a model that reads a corpus.
     *
     * @param model its name
     * @param corpus the corpus it reads
     * @param width of the residual stream
     * @param layers number of blocks
     * @param rows tokens of the corpus
     */
    record Live(String model, String corpus, int width, int layers, long rows) implements DataChoice {
        @Override
        public String title() {
            return corpus + ", model " + model;
        }

        @Override
        public String detail() {
            return "width " + width + ", " + Words.roughly(rows) + " tokens, nothing stored";
        }

        /** Hook points that are asked for most: the residual stream after each block. */
        List<String> hooks() {
            return java.util.stream.IntStream.range(0, layers)
                    .mapToObj(layer -> "resid_post." + layer)
                    .toList();
        }
    }

    /** What stands in the list. */
    String title();

    /** What stands under it. */
    String detail();

    /** The corpus the activations are of. */
    String corpus();

    /** Dimensions of an activation. */
    int width();

    /** Activations in one pass. */
    long rows();
}
