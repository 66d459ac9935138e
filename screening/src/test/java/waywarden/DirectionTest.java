package waywarden;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Holds the map of ARCHITECTURE.md: who may know of whom, and what the library must not know of at all.
@AnalyzeClasses(packages = "waywarden", importOptions = DoNotIncludeTests.class)
class DirectionTest {

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("conversation")
            .definedBy("waywarden.conversation..")
            .layer("intake")
            .definedBy("waywarden.intake..")
            .layer("indicator")
            .definedBy("waywarden.indicator..")
            .layer("head")
            .definedBy("waywarden.head..")
            .layer("register")
            .definedBy("waywarden.register..")
            .layer("phase")
            .definedBy("waywarden.phase..")
            .layer("screening")
            .definedBy("waywarden.screening..")
            .whereLayer("screening")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("phase")
            .mayOnlyBeAccessedByLayers("screening")
            .whereLayer("register")
            .mayOnlyBeAccessedByLayers("screening")
            .whereLayer("head")
            .mayOnlyBeAccessedByLayers("screening")
            .whereLayer("indicator")
            .mayOnlyBeAccessedByLayers("head", "register", "screening")
            .whereLayer("intake")
            .mayOnlyBeAccessedByLayers("screening");

    @ArchTest
    static final ArchRule THE_LIBRARY_KNOWS_NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(http\\..*|.*Socket.*|URLConnection|InetAddress|HttpURLConnection)")
            .orShould()
            .dependOnClassesThat()
            .haveNameMatching("java\\.nio\\.channels\\.(.*Socket.*|Selector|DatagramChannel)")
            .because("screening needs no network and opens no socket");

    @ArchTest
    static final ArchRule THE_LIBRARY_KNOWS_NO_LOGGER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
            .because("message text must not reach a log");
}
