package org.latentworkbench.engine.text;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import org.latentworkbench.engine.error.BugException;

/** The hash that tells corpora apart. */
final class Sha256 {
    private Sha256() {}

    static MessageDigest digest() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new BugException("SHA-256 is missing from this Java.", e);
        }
    }
}
