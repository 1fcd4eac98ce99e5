package org.latentworkbench.engine.text;

/**
 * One text that contexts never cross the ends of.
 *
 * @param name where it comes from, for people: file name and number within the file
 * @param text its characters, unchanged
 */
public record Document(String name, String text) {}
