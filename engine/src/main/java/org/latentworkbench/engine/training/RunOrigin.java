package org.latentworkbench.engine.training;

/**
 * Where a branched run began: with the state of another.
 *
 * @param run name of the other run
 * @param step step of its checkpoint
 * @param checkpointCrc32c checksum of the checkpoint's tensors
 */
public record RunOrigin(String run, long step, long checkpointCrc32c) {}
