package io.mullama;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Which package may use which, and which library stays in which rooms; architecture.md says why. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class ArchitectureTest {
    private static final String ROOT = "io.mullama.";

    /** Beside itself and what lies below it; a package that is not here may use nothing of ours. */
    private static final Map<String, List<String>> MAY_USE = new TreeMap<>(Map.ofEntries(
            Map.entry("cli", List.of("client", "terminal", "api", "config", "modelfile", "model", "template", "gguf")),
            Map.entry("client", List.of("api", "daemon", "config", "model")),
            Map.entry(
                    "server",
                    List.of(
                            "api",
                            "chat",
                            "engine",
                            "grammar",
                            "hub",
                            "store",
                            "gguf",
                            "daemon",
                            "config",
                            "modelfile",
                            "model")),
            Map.entry("chat", List.of("template", "grammar", "model")),
            Map.entry("hub", List.of("store", "config", "model")),
            Map.entry("engine", List.of("llama", "grammar", "gguf", "model")),
            Map.entry("store", List.of("gguf", "model")),
            Map.entry("llama", List.of()),
            Map.entry("api", List.of("model")),
            Map.entry("config", List.of("model")),
            Map.entry("modelfile", List.of("model")),
            Map.entry("model", List.of()),
            Map.entry("daemon", List.of()),
            Map.entry("terminal", List.of()),
            Map.entry("gguf", List.of()),
            Map.entry("template", List.of()),
            Map.entry("grammar", List.of())));

    private static final Map<String, List<String>> ROOMS = new TreeMap<>(Map.of(
            "picocli..", List.of("cli"),
            "org.jline..", List.of("terminal", "cli.repl"),
            "fi.iki.elonen..", List.of("server.http"),
            "com.sun.jna..", List.of("llama", "llama.binding"),
            "java.net.http..", List.of("hub", "client"),
            "com.fasterxml.jackson..", List.of("api", "config", "grammar", "chat", "store", "hub"),
            "java.util.logging..", List.of("server", "cli.repl")));

    private final JavaClasses program = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("io.mullama");

    static Stream<Map.Entry<String, List<String>>> mayUse() {
        return MAY_USE.entrySet().stream();
    }

    static Stream<Map.Entry<String, List<String>>> rooms() {
        return ROOMS.entrySet().stream();
    }

    @ParameterizedTest
    @MethodSource("mayUse")
    void aPackageUsesOnlyWhatTheTableAllows(Map.Entry<String, List<String>> row) {
        List<String> allowed = new ArrayList<>(row.getValue());
        allowed.add(row.getKey());
        DescribedPredicate<JavaClass> forbidden = describe(
                "ours, and not in " + allowed,
                used -> used.getPackageName().startsWith(ROOT)
                        && allowed.stream().noneMatch(name -> isIn(used, name)));

        noClasses()
                .that()
                .resideInAPackage(ROOT + row.getKey() + "..")
                .should()
                .dependOnClassesThat(forbidden)
                .allowEmptyShould(true)
                .check(program);
    }

    @ParameterizedTest
    @MethodSource("rooms")
    void aLibraryStaysInItsRooms(Map.Entry<String, List<String>> row) {
        DescribedPredicate<JavaClass> outside = describe(
                "outside of " + row.getValue(), ours -> row.getValue().stream().noneMatch(name -> isIn(ours, name)));

        noClasses()
                .that(outside)
                .should()
                .dependOnClassesThat()
                .resideInAPackage(row.getKey())
                .check(program);
    }

    @Test
    void noPackagesDependOnEachOtherInACircle() {
        slices().matching(ROOT + "(**)").should().beFreeOfCycles().check(program);
    }

    @Test
    void noDialectKnowsAnother() {
        slices().matching(ROOT + "server.(rest|openai|anthropic|ollama)..")
                .should()
                .notDependOnEachOther()
                .check(program);
        slices().matching(ROOT + "api.(openai|anthropic|ollama)..")
                .should()
                .notDependOnEachOther()
                .check(program);
    }

    @Test
    void everyClassLiesInAPackageOfTheTable() {
        DescribedPredicate<JavaClass> placed = describe(
                "in a package of the table",
                ours -> ours.getPackageName().equals("io.mullama")
                        || MAY_USE.keySet().stream().anyMatch(name -> isIn(ours, name)));

        classes().should(be(placed)).check(program);
    }

    @Test
    void onlyMainEndsTheProcess() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("io.mullama.Main")
                .should()
                .callMethod(System.class, "exit", int.class)
                .orShould()
                .callMethod(Runtime.class, "halt", int.class)
                .check(program);
    }

    @Test
    void onlyTheCommandLineWritesToTheStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("io.mullama.cli..", "io.mullama.terminal..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .check(program);
    }

    @Test
    void classesAreFinalUnlessSomebodyExtendsThem() {
        classes()
                .that()
                .areNotInterfaces()
                .and()
                .areNotAnonymousClasses()
                .and(describe("not extended", ours -> ours.getSubclasses().isEmpty()))
                .and()
                .areNotEnums()
                .should()
                .haveModifier(JavaModifier.FINAL)
                .check(program);
    }

    @Test
    void noClassIsNamedForWhatItIsNot() {
        noClasses()
                .should()
                .haveSimpleNameEndingWith("Manager")
                .orShould()
                .haveSimpleNameEndingWith("Helper")
                .orShould()
                .haveSimpleNameEndingWith("Util")
                .orShould()
                .haveSimpleNameEndingWith("Utils")
                .orShould()
                .haveSimpleNameEndingWith("Impl")
                .orShould()
                .haveSimpleNameEndingWith("Service")
                .check(program);
    }

    private static boolean isIn(JavaClass type, String name) {
        String wanted = ROOT + name;
        return type.getPackageName().equals(wanted) || type.getPackageName().startsWith(wanted + ".");
    }
}
