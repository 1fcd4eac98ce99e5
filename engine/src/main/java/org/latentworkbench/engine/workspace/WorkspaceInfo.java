package org.latentworkbench.engine.workspace;

/**
 * The content of {@code workspace.json}.
 *
 * @param name the name shown to people; the folder's name when it was made
 * @param created when, ISO-8601 in UTC
 * @param createdWith program and version that made it
 */
public record WorkspaceInfo(String name, String created, String createdWith) {}
