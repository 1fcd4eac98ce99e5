package org.latentworkbench.engine.lm;

/**
 * One extent of a parameter's shape and where config.json says it.
 *
 * @param field the field, or the fields and how they are combined
 * @param value the extent
 */
record Extent(String field, long value) {
    @Override
    public String toString() {
        return field + " " + value;
    }
}
