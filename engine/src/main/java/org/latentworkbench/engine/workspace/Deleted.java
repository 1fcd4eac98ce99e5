package org.latentworkbench.engine.workspace;

import java.time.Instant;

/**
 * A thing in the trash.
 *
 * @param id its name in the trash
 * @param section what it is
 * @param name the name it had
 * @param at when it was deleted
 * @param bytes on disk
 */
public record Deleted(String id, Section section, String name, Instant at, long bytes) {}
