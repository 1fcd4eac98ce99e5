package org.latentworkbench.app.gui;

import java.util.ArrayList;
import java.util.List;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

/** Goes to addresses and remembers the way, as a browser does. The frame listens and shows the place. */
public final class Navigator {
    private static final int REMEMBERED = 200;

    private final List<Address> way = new ArrayList<>();
    private final ReadOnlyObjectWrapper<Address> place;
    private final ReadOnlyBooleanWrapper canGoBack = new ReadOnlyBooleanWrapper(this, "canGoBack");
    private final ReadOnlyBooleanWrapper canGoForward = new ReadOnlyBooleanWrapper(this, "canGoForward");
    private int at;

    /** @param start the first place */
    public Navigator(Address start) {
        place = new ReadOnlyObjectWrapper<>(this, "place", start);
        way.add(start);
    }

    /** The place to be shown. */
    public ReadOnlyObjectProperty<Address> placeProperty() {
        return place.getReadOnlyProperty();
    }

    /** The place to be shown now. */
    public Address place() {
        return place.get();
    }

    /** Goes to a place; what lay ahead is forgotten. */
    public void go(Address address) {
        if (address.equals(place.get())) {
            return;
        }
        way.subList(at + 1, way.size()).clear();
        way.add(address);
        if (way.size() > REMEMBERED) {
            way.removeFirst();
        }
        at = way.size() - 1;
        publish();
    }

    /** The view moved by itself (a row was selected): remembered as a visit, without asking the view to show it. */
    public void moved(Address address) {
        go(address);
    }

    /** The present place turned out to be called so: no new step on the way. */
    public void refine(Address address) {
        way.set(at, address);
        publish();
    }

    /** One step back, if there is one. */
    public void back() {
        if (at > 0) {
            at--;
            publish();
        }
    }

    /** One step forward, if there is one. */
    public void forward() {
        if (at < way.size() - 1) {
            at++;
            publish();
        }
    }

    /** Whether {@link #back()} goes anywhere. */
    public ReadOnlyBooleanProperty canGoBackProperty() {
        return canGoBack.getReadOnlyProperty();
    }

    /** Whether {@link #forward()} goes anywhere. */
    public ReadOnlyBooleanProperty canGoForwardProperty() {
        return canGoForward.getReadOnlyProperty();
    }

    private void publish() {
        canGoBack.set(at > 0);
        canGoForward.set(at < way.size() - 1);
        place.set(way.get(at));
    }
}
