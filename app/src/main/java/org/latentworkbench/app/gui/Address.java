package org.latentworkbench.app.gui;

/**
 * A place in the window that can be named, copied and opened again: {@code latent:matryoshka-1/165},
 * {@code search:[name] said}, {@code tree:matryoshka-1/165/1412}, {@code run:matryoshka-2}.
 *
 * @param view the kind of place, which decides the view that shows it
 * @param rest what is shown there, in the view's own words; may be empty
 */
public record Address(String view, String rest) {
    /** Reads {@code view:rest}; a text without a colon is a view's name. */
    public static Address parse(String text) {
        String trimmed = text.strip();
        int colon = trimmed.indexOf(':');
        return colon < 0
                ? new Address(trimmed, "")
                : new Address(trimmed.substring(0, colon), trimmed.substring(colon + 1));
    }

    /** The place of one latent of an autoencoder. */
    public static Address latent(String autoencoder, int latent) {
        return new Address("latent", autoencoder + "/" + latent);
    }

    @Override
    public String toString() {
        return view + ":" + rest;
    }
}
