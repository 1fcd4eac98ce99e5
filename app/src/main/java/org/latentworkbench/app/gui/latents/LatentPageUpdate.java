package org.latentworkbench.app.gui.latents;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.latentworkbench.app.gui.OpenAutoencoder;
import org.latentworkbench.app.gui.control.Figures;
import org.latentworkbench.app.gui.control.Histogram;
import org.latentworkbench.app.gui.control.RelationList.Relation;
import org.latentworkbench.app.gui.control.StatisticStrip.Statistic;
import org.latentworkbench.app.gui.reading.Families;
import org.latentworkbench.app.gui.reading.LatentTitles;
import org.latentworkbench.engine.index.CoFiringLatent;
import org.latentworkbench.engine.index.LatentIndex;
import org.latentworkbench.engine.index.LatentScore;
import org.latentworkbench.engine.index.LatentStatistics;
import org.latentworkbench.engine.job.Job;
import org.latentworkbench.engine.job.JobContext;
import org.latentworkbench.engine.tree.LatentForest;
import org.latentworkbench.engine.tree.TreeEdge;

/** Reads the page of one latent off the interface thread. */
record LatentPageUpdate(OpenAutoencoder opened, LatentIndex index, Families families, int latent)
        implements Job<LatentPage> {
    private static final int RELATED = 8;
    private static final int PARENTS = 2;

    @Override
    public LatentPage run(JobContext job) {
        LatentStatistics statistics = index.statistics();
        LatentTitles titles = LatentTitles.of(opened, index);
        int[] prefixes = index.info().prefixes();
        int level = statistics.level(latent);
        boolean leveled = prefixes.length > 1;
        boolean dead = statistics.dead(latent);
        Optional<LatentForest> forest = leveled ? families.forest(index) : Optional.empty();
        job.checkCancelled();
        return new LatentPage(
                latent,
                titles.title(latent),
                leveled ? "level " + level + " of " + prefixes.length : "",
                leveled ? "ids " + (level == 1 ? 0 : prefixes[level - 2]) + "–" + (prefixes[level - 1] - 1) : "",
                dead ? "dead: silent on all " + Figures.count(statistics.tokens()) + " tokens of the corpus" : "",
                statistics(statistics),
                dead ? null : histogram(statistics),
                nearest(titles),
                dead ? List.of() : coFiring(titles),
                forest.map(known -> family(known, titles)).orElse(List.of()),
                !leveled
                        ? "Only Matryoshka latents have a tree."
                        : forest.isEmpty() ? "No tree was computed yet." : "No parent or child at score 0.60.");
    }

    private List<Statistic> statistics(LatentStatistics of) {
        String corpus = "On " + index.info().corpus() + ", " + Figures.count(of.tokens()) + " tokens.";
        long count = of.count(latent);
        return List.of(
                new Statistic(
                        "density",
                        Figures.density(of.density(latent)),
                        "Tokens firing / all tokens = " + Figures.count(count) + " / " + Figures.count(of.tokens())
                                + ".\n" + corpus),
                new Statistic(
                        "tokens firing", Figures.count(count), "Number of tokens with activation > 0.\n" + corpus),
                new Statistic(
                        "mean when on",
                        Figures.two(of.mean(latent)),
                        "Σ a / tokens firing. a = f · ‖W_dec‖ in the units of the model.\n" + corpus),
                new Statistic(
                        "max",
                        Figures.two(of.max(latent)),
                        "Largest activation: the strongest stop of the scale.\n" + corpus),
                new Statistic(
                        "contexts firing",
                        Figures.count(index.firingContexts(latent)),
                        "Contexts with at least one token firing, of "
                                + Figures.count(index.info().contexts()) + ".\n" + corpus));
    }

    private Histogram histogram(LatentStatistics of) {
        return new Histogram(
                of.max(latent),
                Arrays.stream(of.histogram(latent)).asLongStream().toArray());
    }

    private List<Relation> nearest(LatentTitles titles) {
        List<Relation> relations = new ArrayList<>();
        for (LatentScore score : index.nearestByDecoder(latent, RELATED)) {
            relations.add(new Relation(
                    "",
                    score.latent(),
                    titles.title(score.latent()),
                    score.score(),
                    Figures.two(score.score()),
                    "Cosine of the two decoder rows."));
        }
        return relations;
    }

    private List<Relation> coFiring(LatentTitles titles) {
        List<CoFiringLatent> scores = index.coFiring(latent, RELATED);
        double most = scores.stream().mapToDouble(CoFiringLatent::lift).max().orElse(1);
        List<Relation> relations = new ArrayList<>();
        for (CoFiringLatent other : scores) {
            relations.add(new Relation(
                    "",
                    other.latent(),
                    titles.title(other.latent()),
                    Math.log1p(other.lift()) / Math.log1p(most),
                    other.lift() >= 100 ? Figures.count(Math.round(other.lift())) : Figures.one(other.lift()),
                    String.format(
                            Locale.US,
                            "Fires with it %.1f times as often as by chance: N·C / (n₁·n₂), C = %,d tokens.%n"
                                    + "It is on in %.0f %% of this latent's tokens, this latent in %.0f %% of its tokens;"
                                    + " Jaccard %.2f.%nAs its child: cosine %.2f · ratio %.2f; as its parent: cosine"
                                    + " %.2f · ratio %.2f.",
                            other.lift(),
                            other.joint(),
                            100 * other.share(),
                            100 * other.otherShare(),
                            other.jaccard(),
                            other.cosineAsParent(),
                            other.ratioAsParent(),
                            other.cosineAsChild(),
                            other.ratioAsChild())));
        }
        return relations;
    }

    private List<Relation> family(LatentForest forest, LatentTitles titles) {
        List<Relation> relations = new ArrayList<>();
        forest.parents(latent).stream()
                .limit(PARENTS)
                .forEach(edge -> relations.add(relation("←", edge.parent(), edge, titles)));
        forest.allChildren(latent).stream()
                .limit(RELATED - relations.size())
                .forEach(edge -> relations.add(relation("→", edge.child(), edge, titles)));
        return relations;
    }

    private static Relation relation(String arrow, int other, TreeEdge edge, LatentTitles titles) {
        return new Relation(
                arrow,
                other,
                titles.title(other),
                edge.score(),
                Figures.two(edge.score()),
                String.format(
                        Locale.US,
                        "%s. Score %.2f = cosine %.2f · ratio %.2f; the parent is on in %.0f %% of the child's tokens; lift %.1f.",
                        arrow.equals("←") ? "Parent" : "Child",
                        edge.score(),
                        edge.cosine(),
                        edge.ratio(),
                        100 * edge.coverage(),
                        edge.lift()));
    }
}
