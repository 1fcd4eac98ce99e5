package org.latentworkbench.app.gui;

/** The open workspace and the autoencoder in view. */
public final class Session {}
