package org.latentworkbench.app.gui;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NavigatorTest {
    private final Navigator navigator = new Navigator(new Address("start", ""));

    @Test
    void goesBackAndForwardAlongTheWay() {
        navigator.go(Address.latent("m", 1));
        navigator.go(Address.latent("m", 2));
        navigator.back();
        assertThat(navigator.place()).isEqualTo(Address.latent("m", 1));
        navigator.forward();
        assertThat(navigator.place()).isEqualTo(Address.latent("m", 2));
        navigator.forward();
        assertThat(navigator.canGoForwardProperty().get()).isFalse();
    }

    @Test
    void aNewPlaceForgetsWhatLayAhead() {
        navigator.go(Address.latent("m", 1));
        navigator.back();
        navigator.go(Address.parse("search:[name] said"));
        assertThat(navigator.canGoForwardProperty().get()).isFalse();
        navigator.back();
        assertThat(navigator.place().view()).isEqualTo("start");
    }

    @Test
    void refiningAPlaceIsNoStep() {
        navigator.go(new Address("latent", ""));
        navigator.refine(Address.latent("m", 7));
        navigator.back();
        assertThat(navigator.place().view()).isEqualTo("start");
        navigator.forward();
        assertThat(navigator.place()).isEqualTo(Address.latent("m", 7));
    }

    @Test
    void theSamePlaceAgainIsNoStep() {
        navigator.go(Address.latent("m", 1));
        navigator.go(Address.latent("m", 1));
        navigator.back();
        assertThat(navigator.canGoBackProperty().get()).isFalse();
    }

    @Test
    void addressesAreReadAsTheyAreWritten() {
        for (String text : new String[] {"latent:matryoshka-1/165", "search:a: b", "tree:m/1/2", "start:"}) {
            assertThat(Address.parse(text).toString()).isEqualTo(text);
        }
        assertThat(Address.parse(" run ")).isEqualTo(new Address("run", ""));
    }
}
