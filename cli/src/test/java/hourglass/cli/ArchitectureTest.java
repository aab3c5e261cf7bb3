package hourglass.cli;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import org.junit.jupiter.api.Test;

/// The rules of ARCHITECTURE.md that a machine can check, over all modules.
class ArchitectureTest {
    private static final String[] CORE = {
        "hourglass.activation..",
        "hourglass.bound..",
        "hourglass.column..",
        "hourglass.engine..",
        "hourglass.inference..",
        "hourglass.json..",
        "hourglass.judge..",
        "hourglass.objective..",
        "hourglass.loss..",
        "hourglass.map..",
        "hourglass.matrix..",
        "hourglass.model..",
        "hourglass.network..",
        "hourglass.optimize..",
        "hourglass.picture..",
        "hourglass.problem..",
        "hourglass.random..",
        "hourglass.regression..",
        "hourglass.series..",
        "hourglass.storage..",
        "hourglass.table..",
        "hourglass.train.."
    };

    private static final String[] JAVA_BASE = {
        "java.io..",
        "java.lang..",
        "java.math..",
        "java.nio..",
        "java.security..",
        "java.text..",
        "java.time..",
        "java.util.."
    };

    private final JavaClasses all = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("hourglass");

    @Test
    void theWholeProjectIsLookedAt() {
        assertThat(all.size()).isGreaterThan(150);
        assertThat(all.contain("hourglass.data.DataFile")).isTrue();
        assertThat(all.contain("hourglass.report.Evaluation")).isTrue();
        assertThat(all.contain("hourglass.onnx.OnnxModel")).isTrue();
    }

    @Test
    void packagesHaveNoCycles() {
        slices().matching("hourglass.(**)").should().beFreeOfCycles().check(all);
    }

    @Test
    void coreNeedsOnlyJavaBase() {
        DescribedPredicate<JavaClass> allowed = resideInAnyPackage(CORE)
                .or(resideInAnyPackage(JAVA_BASE))
                .or(resideInAPackage("org.jspecify.annotations"))
                .or(DescribedPredicate.describe("primitives and arrays of what is allowed", ArchitectureTest::isArray));
        classes()
                .that()
                .resideInAnyPackage(CORE)
                .should()
                .onlyDependOnClassesThat(allowed)
                .check(all);
    }

    private static boolean isArray(JavaClass type) {
        return type.isPrimitive() || type.isArray();
    }

    @Test
    void onlyTheCommandLinePrintsExitsOrReadsTheEnvironment() {
        noClasses()
                .that()
                .resideOutsideOfPackage("hourglass.cli..")
                .should()
                .accessField(System.class, "in")
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .orShould()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(System.class, "getenv", String.class)
                .orShould()
                .callMethod(Throwable.class, "printStackTrace")
                .check(all);
    }

    @Test
    void noFileCanRunCode() {
        noClasses()
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectInputStream")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.io.ObjectOutputStream")
                .orShould()
                .callMethod(Class.class, "forName", String.class)
                .orShould()
                .callMethod(Class.class, "forName", String.class, boolean.class, ClassLoader.class)
                .orShould()
                .callMethod(ClassLoader.class, "loadClass", String.class)
                .orShould()
                .dependOnClassesThat()
                .resideInAnyPackage("javax.script..", "javax.xml..", "org.xml..", "java.beans..", "java.rmi..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ProcessBuilder")
                .orShould()
                .callMethod(Runtime.class, "exec", String.class)
                .check(all);
    }

    @Test
    void nothingIsRandomOrHiddenInThreads() {
        // The two that may: names of temporary files must not collide between processes.
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("hourglass.storage.Temporaries")
                .and()
                .doNotHaveFullyQualifiedName("hourglass.data.file.PendingFile")
                .should()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.Random")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.util.concurrent.ThreadLocalRandom")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.ThreadLocal")
                .orShould()
                .callMethod(Math.class, "random")
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .check(all);
    }

    @Test
    void staticFieldsAreConstants() {
        fields().that().areStatic().should().beFinal().check(all);
    }

    @Test
    void noPackageIsADrawerForAnything() {
        noClasses()
                .should()
                .resideInAnyPackage("..util..", "..utils..", "..common..", "..helper..", "..helpers..", "..impl..")
                .check(all);
    }
}
