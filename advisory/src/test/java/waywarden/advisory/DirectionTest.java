package waywarden.advisory;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know of whom among the parts of a warning, and what none of them must know of at all.
@AnalyzeClasses(packages = "waywarden.advisory", importOptions = DoNotIncludeTests.class)
class DirectionTest {

    @ArchTest
    static final ArchRule DEPENDENCIES_POINT_ONE_WAY = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("xml")
            .definedBy("waywarden.advisory.xml..")
            .layer("area")
            .definedBy("waywarden.advisory.area..")
            .layer("cap")
            .definedBy("waywarden.advisory.cap..")
            .layer("audience")
            .definedBy("waywarden.advisory.audience..")
            .layer("template")
            .definedBy("waywarden.advisory.template..")
            .layer("profile")
            .definedBy("waywarden.advisory.profile..")
            .layer("signature")
            .definedBy("waywarden.advisory.signature..")
            .layer("chain")
            .definedBy("waywarden.advisory.chain..")
            .layer("feed")
            .definedBy("waywarden.advisory.feed..")
            .whereLayer("feed")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("chain")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("signature")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("profile")
            .mayNotBeAccessedByAnyLayer()
            .whereLayer("template")
            .mayOnlyBeAccessedByLayers("profile")
            .whereLayer("audience")
            .mayOnlyBeAccessedByLayers("template", "profile", "signature", "chain")
            .whereLayer("area")
            .mayOnlyBeAccessedByLayers("cap", "audience", "profile")
            .whereLayer("xml")
            .mayOnlyBeAccessedByLayers("cap", "feed");

    @ArchTest
    static final ArchRule IT_KNOWS_NO_NETWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .haveNameMatching("java\\.net\\.(http\\..*|.*Socket.*|URLConnection|InetAddress|HttpURLConnection)")
            .because("a warning is read and written; somebody else sends it");

    @ArchTest
    static final ArchRule IT_KNOWS_NO_LOGGER = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
            .because("message text must not reach a log");
}
