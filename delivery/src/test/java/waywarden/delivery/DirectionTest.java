package waywarden.delivery;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// Who may know of whom, and what none of them must know of at all.
@AnalyzeClasses(packages = "waywarden.delivery", importOptions = DoNotIncludeTests.class)
class DirectionTest {

    @ArchTest
    static final ArchRule A_CHANNEL_DECIDES_NOTHING = noClasses()
            .that()
            .resideInAPackage("waywarden.delivery.channel..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("waywarden.delivery", "org.springframework..", "java.sql..")
            .because("whether to send is decided before a channel is asked");

    @ArchTest
    static final ArchRule NOTHING_LOGS = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.util.logging..", "org.slf4j..", "org.apache.logging..")
            .because("message text and addresses must not reach a log");

    @ArchTest
    static final ArchRule NO_FRAMEWORK = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "org.springframework.boot..", "org.springframework.context..", "org.springframework.web..")
            .because("it is a library; the desk is the service");
}
