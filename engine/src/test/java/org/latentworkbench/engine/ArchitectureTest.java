package org.latentworkbench.engine;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.GeneralCodingRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the engine: what may know what. Plain tests, for rules in annotated fields can silently not run. */
class ArchitectureTest {
    private static final String ROOT = "org.latentworkbench.engine";
    private static final int LONGEST_FILE = 500;
    private static final JavaClasses ENGINE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    /** The stations of the way from text to a picture; the packages of one step do not know each other. */
    private static final List<Set<String>> ORDER = List.of(
            Set.of("error", "plot"),
            Set.of("job", "file"),
            Set.of("tensor"),
            Set.of("text"),
            Set.of("lm"),
            Set.of("activation"),
            Set.of("sae"),
            Set.of("training"),
            Set.of("index"),
            Set.of("search", "tree"),
            Set.of("evaluation"),
            Set.of("workspace"),
            Set.of("pipeline"));

    @Test
    void theEngineIsThere() {
        assertThat(ENGINE.size()).isGreaterThan(20);
    }

    @Test
    void knowsNothingOfWindowAndCommandLine() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "javafx..",
                        "org.controlsfx..",
                        "atlantafx..",
                        "picocli..",
                        "org.latentworkbench.app..",
                        "java.awt..",
                        "javax.swing..")
                .because("the same engine serves the command line, the window and tests without a display")
                .check(ENGINE);
    }

    @Test
    void arrowsGoBackwardsAlongTheSentenceOnly() {
        List<String> known = new ArrayList<>();
        for (Set<String> step : ORDER) {
            for (String name : step) {
                List<String> allowed = new ArrayList<>(known);
                allowed.add(name);
                noClasses()
                        .that()
                        .resideInAPackage(inside(name))
                        .should()
                        .dependOnClassesThat(resideInAnyPackage(ROOT + "..")
                                .and(not(resideInAnyPackage(allowed.stream()
                                        .map(ArchitectureTest::inside)
                                        .toArray(String[]::new)))))
                        .because(name + " may know " + known + " and nothing after it")
                        .check(ENGINE);
            }
            known.addAll(step);
        }
        classes()
                .should()
                .resideInAnyPackage(known.stream().map(ArchitectureTest::inside).toArray(String[]::new))
                .because("a new package needs a place in the order")
                .check(ENGINE);
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching(ROOT + ".(*)..").should().beFreeOfCycles().check(ENGINE);
    }

    @Test
    void everyLibraryHasItsHomes() {
        livesIn("ai.djl..", "tensor", "text", "lm", "activation", "sae", "training");
        livesIn("ai.djl.huggingface..", "text");
        livesIn("org.apache.lucene..", "index", "search");
        livesIn("org.nd4j..", "tensor", "tree", "evaluation");
        livesIn("org.bytedeco..", "tensor");
        livesIn("com.google.re2j..", "search");
        livesIn("org.hipparchus..", "evaluation");
        livesIn("org.apache.commons.compress..", "tensor");
        noClasses()
                .that()
                .resideInAPackage(inside("plot"))
                .should()
                .dependOnClassesThat(not(resideInAnyPackage("java..", "org.jspecify..", inside("plot"))))
                .because("pictures are made of numbers alone")
                .check(ENGINE);
    }

    @Test
    void analysisShowsPlainJavaTypes() {
        methods()
                .that()
                .arePublic()
                .and()
                .areDeclaredInClassesThat(
                        resideInAnyPackage(Stream.of("index", "search", "tree", "evaluation", "workspace", "pipeline")
                                        .map(ArchitectureTest::inside)
                                        .toArray(String[]::new))
                                .and(JavaClass.Predicates.assignableTo(Object.class)))
                .and()
                .areDeclaredInClassesThat()
                .arePublic()
                .should(mentionNoTypesOf("ai.djl", "org.apache.lucene", "org.nd4j", "org.bytedeco", "org.hipparchus"))
                .check(ENGINE);
    }

    @Test
    void nothingIsPrinted() {
        GeneralCodingRules.NO_CLASSES_SHOULD_ACCESS_STANDARD_STREAMS.check(ENGINE);
        noClasses()
                .should()
                .callMethod(Throwable.class, "printStackTrace")
                .because("the log has the details")
                .check(ENGINE);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(ENGINE);
    }

    @Test
    void nothingSleeps() {
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(ENGINE);
    }

    @Test
    void thereIsNoGlobalState() {
        fields().that().areStatic().should().beFinal().check(ENGINE);
        noMethods().should().haveName("getInstance").check(ENGINE);
    }

    @Test
    void publicMethodsSayWhatTheyThrow() {
        noMethods()
                .that()
                .arePublic()
                .should()
                .declareThrowableOfType(Exception.class)
                .check(ENGINE);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils|Util|Helper)$")
                .check(ENGINE);
    }

    @Test
    void everyPackageIsNullMarkedAndExplained() {
        classes().should(new BeInNullMarkedPackage()).check(ENGINE);
    }

    @Test
    void filesStayShort() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src"))) {
            List<Path> tooLong = new ArrayList<>();
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (Files.readAllLines(file).size() > LONGEST_FILE) {
                    tooLong.add(file);
                }
            }
            assertThat(tooLong).as("files over " + LONGEST_FILE + " lines").isEmpty();
        }
    }

    private static void livesIn(String library, String... homes) {
        noClasses()
                .that(not(resideInAnyPackage(
                        Stream.of(homes).map(ArchitectureTest::inside).toArray(String[]::new))))
                .should()
                .dependOnClassesThat()
                .resideInAPackage(library)
                .check(ENGINE);
    }

    private static String inside(String name) {
        return ROOT + "." + name + "..";
    }

    private static ArchCondition<JavaMethod> mentionNoTypesOf(String... libraries) {
        return new ArchCondition<>("mention no types of " + String.join(", ", libraries)) {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                Stream.concat(
                                method.getReturnType().getAllInvolvedRawTypes().stream(),
                                method.getParameterTypes().stream()
                                        .flatMap(type -> type.getAllInvolvedRawTypes().stream()))
                        .filter(type -> Stream.of(libraries).anyMatch(type.getPackageName()::startsWith))
                        .forEach(type -> events.add(SimpleConditionEvent.violated(
                                method, method.getFullName() + " shows " + type.getName())));
            }
        };
    }

    private static final class BeInNullMarkedPackage extends ArchCondition<JavaClass> {
        private BeInNullMarkedPackage() {
            super("be in a package whose package-info is @NullMarked");
        }

        @Override
        public void check(JavaClass type, ConditionEvents events) {
            boolean marked = type.getPackage()
                    .tryGetPackageInfo()
                    .map(info -> info.isAnnotatedWith(NullMarked.class))
                    .orElse(false);
            if (!marked) {
                events.add(SimpleConditionEvent.violated(
                        type, type.getPackageName() + " has no @NullMarked package-info.java"));
            }
        }
    }
}
