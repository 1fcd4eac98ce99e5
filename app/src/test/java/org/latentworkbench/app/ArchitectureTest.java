package org.latentworkbench.app;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noMethods;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
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
import java.util.Timer;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.junit.jupiter.api.Test;

/** The shape of the program's two faces: what may know what. */
class ArchitectureTest {
    private static final String ROOT = "org.latentworkbench.app";
    private static final String GUI = ROOT + ".gui..";
    private static final String CLI = ROOT + ".cli..";
    private static final int LONGEST_FILE = 500;
    private static final JavaClasses APP = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages(ROOT);

    @Test
    void theAppIsThere() {
        assertThat(APP.size()).isGreaterThan(1);
    }

    @Test
    void commandLineAndWindowDoNotKnowEachOther() {
        noClasses()
                .that()
                .resideInAPackage(CLI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(GUI, "javafx..", "org.controlsfx..", "atlantafx..", "org.fxmisc..")
                .check(APP);
        noClasses()
                .that()
                .resideInAPackage(GUI)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(CLI, "picocli..")
                .check(APP);
    }

    @Test
    void packagesOfTheWindowHaveNoCycles() {
        slices().matching(ROOT + ".gui.(*)..").should().beFreeOfCycles().check(APP);
    }

    @Test
    void threadsLiveInOnePlace() {
        var outside = resideInAPackage(GUI).and(not(resideInAPackage(ROOT + ".gui.task..")));
        noClasses()
                .that(outside)
                .should()
                .callMethod("javafx.application.Platform", "runLater", "java.lang.Runnable")
                .check(APP);
        noClasses()
                .that(outside)
                .should()
                .dependOnClassesThat()
                .belongToAnyOf(Executors.class, Executor.class, Timer.class)
                .check(APP);
        noClasses()
                .that(outside)
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("javafx.concurrent.Task")
                .check(APP);
        noClasses().that(outside).should().callConstructor(Thread.class).check(APP);
        noClasses()
                .that(outside)
                .should()
                .callConstructor(Thread.class, Runnable.class)
                .check(APP);
        noClasses()
                .that(outside)
                .should()
                .callConstructor(Thread.class, Runnable.class, String.class)
                .check(APP);
        noClasses().that(outside).should().callMethod(Thread.class, "ofVirtual").check(APP);
        noClasses()
                .that(outside)
                .should()
                .callMethod(Thread.class, "ofPlatform")
                .check(APP);
        noClasses()
                .that(outside)
                .should()
                .callMethod(Thread.class, "startVirtualThread", Runnable.class)
                .check(APP);
        noClasses().should().callMethod(Thread.class, "sleep", long.class).check(APP);
    }

    @Test
    void viewModelsAreTestedWithoutAToolkit() {
        noClasses()
                .that()
                .haveSimpleNameEndingWith("ViewModel")
                .should()
                .dependOnClassesThat(resideInAPackage("javafx..")
                        .and(not(resideInAnyPackage("javafx.beans..", "javafx.collections.."))))
                .check(APP);
    }

    @Test
    void someThingsAreNotUsed() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("javafx.scene.web..", "javafx.fxml..", "com.sun..", "java.awt..", "javax.swing..")
                .check(APP);
        noClasses()
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("ai.djl..", "org.apache.lucene..", "org.nd4j..", "org.bytedeco..")
                .because("the engine hides its libraries")
                .check(APP);
        GeneralCodingRules.NO_CLASSES_SHOULD_USE_JAVA_UTIL_LOGGING.check(APP);
    }

    @Test
    void onlyTheCommandLinePrints() {
        noClasses()
                .that()
                .resideOutsideOfPackage(CLI)
                .should(GeneralCodingRules.ACCESS_STANDARD_STREAMS)
                .check(APP);
    }

    @Test
    void thereIsNoGlobalState() {
        fields().that().areStatic().should().beFinal().check(APP);
        noMethods().should().haveName("getInstance").check(APP);
    }

    @Test
    void namesSayWhatAClassIs() {
        noClasses()
                .should()
                .haveNameMatching(".*(Impl|Manager|Utils|Util|Helper)$")
                .check(APP);
    }

    @Test
    void everyPackageIsNullMarkedAndExplained() {
        classes().should(new BeInNullMarkedPackage()).check(APP);
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
