package org.synapsesubnet;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.constructors;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;
import jakarta.persistence.Entity;
import jakarta.persistence.PersistenceContext;
import java.util.List;
import java.util.stream.IntStream;

/** Who may look into which room of the house. */
@AnalyzeClasses(packages = "org.synapsesubnet", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    /** From the ground up: a room may use those before it. */
    private static final List<String> ROOMS = List.of(
            "org.synapsesubnet.platform..",
            "org.synapsesubnet.access..",
            "org.synapsesubnet.container..",
            "org.synapsesubnet.registrar..",
            "org.synapsesubnet.miner..",
            "org.synapsesubnet.rollout..",
            "org.synapsesubnet.validator.gateway..",
            "org.synapsesubnet.validator.verification..",
            "org.synapsesubnet.validator.scoring..",
            "org.synapsesubnet.validator.epoch..",
            "org.synapsesubnet.leaderboard..");

    @ArchTest
    static final ArchRule dependenciesRunDownwards = CompositeArchRule.of(IntStream.range(0, ROOMS.size() - 1)
                    .mapToObj(ArchitectureTest::roomLooksDownOnly)
                    .toList())
            .because("a component that knows only those below it can be understood and tested without those above it");

    @ArchTest
    static final ArchRule onlyEpochsAndReportsSpeakToTheChain = noClasses()
            .that()
            .resideInAnyPackage(ROOMS.subList(0, 9).toArray(String[]::new))
            .should()
            .dependOnClassesThat(
                    resideInAPackage("org.synapsesubnet.chain..").and(not(resideInAPackage("..chain.api.."))))
            .because("serving requests must go on while a chain stands still");

    @ArchTest
    static final ArchRule theChainKnowsNothingAboveIt = noClasses()
            .that()
            .resideInAPackage("org.synapsesubnet.chain..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage(ROOMS.subList(2, ROOMS.size()).toArray(String[]::new)))
            .allowEmptyShould(true)
            .because("outbox, nonces and cursor serve any component that has something to send");

    @ArchTest
    static final ArchRule entitiesStayInTheirRoom = classes()
            .that()
            .areAnnotatedWith(Entity.class)
            .should()
            .bePackagePrivate()
            .because("records leave a component, entities don't: nobody outside can change a row by accident");

    @ArchTest
    static final ArchRule businessKnowsNoFace = noClasses()
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "jakarta.servlet..", "jakarta.ws.rs..", "jakarta.faces..", "jakarta.security.enterprise.."))
            .because("the same business serves every face");

    @ArchTest
    static final ArchRule entityManagersAreInjectedByType = noFields()
            .should()
            .beAnnotatedWith(PersistenceContext.class)
            .because("WildFly's Weld would look for the unit's service while it starts, before it may be installed");

    @ArchTest
    static final ArchRule enterpriseBeansArePublic = CompositeArchRule.of(
                    classes().that(areEnterpriseBeans()).should().bePublic())
            .and(constructors()
                    .that()
                    .areDeclaredInClassesThat(areEnterpriseBeans())
                    .should()
                    .bePublic())
            .because("Payara can't construct others, and its NullPointerException stops the deployment");

    private static DescribedPredicate<JavaClass> areEnterpriseBeans() {
        return DescribedPredicate.describe(
                "are enterprise beans",
                type -> type.isAnnotatedWith(Singleton.class)
                        || type.isAnnotatedWith(Stateless.class)
                        || type.isAnnotatedWith(MessageDriven.class));
    }

    private static ArchRule roomLooksDownOnly(int floor) {
        String[] above = ROOMS.subList(floor + 1, ROOMS.size()).toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(ROOMS.get(floor))
                .should()
                .dependOnClassesThat(resideInAnyPackage(above))
                .allowEmptyShould(true);
    }
}
