package org.latentworkbench.engine.text;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.latentworkbench.engine.error.BadInputException;

class ConceptsTest {
    @Test
    void knowsParentsAndChildren() {
        Concepts concepts =
                new Concepts(List.of(new Concept(0, "animal", -1), new Concept(1, "pet", 0), new Concept(2, "cat", 1)));
        assertThat(concepts.isA(2, 0)).isTrue();
        assertThat(concepts.isA(0, 2)).isFalse();
        assertThat(concepts.children(0)).containsExactly(1);
        assertThat(concepts.find("cat")).hasValue(2);
        assertThat(concepts.path(2)).isEqualTo("animal > pet > cat");
    }

    @Test
    void refusesAHierarchyThatIsNone() {
        assertThatThrownBy(() -> new Concepts(List.of(new Concept(0, "a", 0)))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new Concepts(List.of(new Concept(1, "a", -1)))).isInstanceOf(BadInputException.class);
        assertThatThrownBy(() -> new Concepts(List.of(new Concept(0, "a", -1), new Concept(1, "a", 0))))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("\"a\"");
    }
}
