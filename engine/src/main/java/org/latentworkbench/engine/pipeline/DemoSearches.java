package org.latentworkbench.engine.pipeline;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.search.SearchOptions;
import org.latentworkbench.engine.search.SearchResult;
import org.latentworkbench.engine.search.TokenSearch;
import org.latentworkbench.engine.text.Concepts;
import org.latentworkbench.engine.text.story.StoryConcepts;

/** The example searches of the demo, each a token regex a person could have typed. */
final class DemoSearches {
    private static final int SHOWN = 5;
    private static final int WORDS = 8;

    private DemoSearches() {}

    static List<Demo.Search> run(OpenedIndex opened, JobContext context) {
        TokenSearch search = opened.search();
        List<Demo.Search> done = new ArrayList<>();
        scripts().forEach((name, script) -> {
            context.checkCancelled();
            SearchResult found = search.search(script, SearchOptions.DEFAULT.withLimit(SHOWN), context);
            done.add(new Demo.Search(
                    name,
                    script,
                    found.matches(),
                    found.seconds(),
                    found.latents(),
                    found.latents().isEmpty()
                            ? List.of()
                            : opened.topTokens(found.latents().getFirst().latent(), WORDS)));
            context.progress(done.size(), scripts().size());
        });
        return done;
    }

    private static Map<String, String> scripts() {
        Map<String, String> scripts = new LinkedHashMap<>();
        scripts.put("female names", "( " + String.join("| ", namesOf("female name")) + ")");
        // A quotation mark after a blank or at the start of a line opens; what closes has a stop before it.
        scripts.put("inside quotes", "[re `\\s?\"`][re `[^\"]+`]+");
        scripts.put("ends of sentences", "[re `[.!?]\"?`]");
        scripts.put("induction", "[a=.].*[a]");
        return scripts;
    }

    private static List<String> namesOf(String concept) {
        Concepts concepts = StoryConcepts.hierarchy();
        return concepts.children(concepts.find(concept).orElseThrow()).stream()
                .map(id -> concepts.get(id).name())
                .collect(Collectors.toList());
    }
}
