package org.synapsesubnet.web;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Application;
import java.lang.annotation.Annotation;
import java.lang.reflect.InvocationTargetException;
import java.util.Set;
import org.synapsesubnet.web.security.PermissionFilter;

/** Nobody adds a REST method without saying who may call it. */
@AnalyzeClasses(packages = "org.synapsesubnet.web", importOptions = ImportOption.DoNotIncludeTests.class)
class RestPermissionsTest {

    /** What anybody may call, by class; each with its reason. */
    private static final Set<String> OPEN_TO_ALL = Set.of(
            "org.synapsesubnet.web.chain.ChainResource", // miners are strangers; what writes is signed
            "org.synapsesubnet.web.leaderboard.LeaderboardResource", // public unless configured otherwise: Audience
            "org.synapsesubnet.web.leaderboard.NeuronsResource",
            "org.synapsesubnet.web.leaderboard.EpochsResource",
            "org.synapsesubnet.web.ops.PrometheusResource", // monitoring has no key; bound to loopback by default
            "org.synapsesubnet.web.ops.ReadinessResource"); // a balancer has no key

    /** Applications without the filter: all that they offer is open to all. */
    private static final Set<String> WITHOUT_FILTER = Set.of("org.synapsesubnet.web.ops.OpsApplication");

    @ArchTest
    static final ArchRule everyRestMethodDeclaresItsPermission = methods()
            .that(areRestMethods())
            .should(declare(RolesAllowed.class, PermitAll.class))
            .because("a method that forgot its permission should fail this build, not a customer");

    @ArchTest
    static final ArchRule onlyTheListedMethodsAreOpenToAll = methods()
            .that(areRestMethods())
            .and(DescribedPredicate.describe(
                    "are not on the list",
                    method -> !OPEN_TO_ALL.contains(method.getOwner().getName())))
            .should(declare(RolesAllowed.class))
            .because("what is open to all stands on one short list that reviewers see");

    @ArchTest
    static final ArchRule everyApplicationHoldsItsMethodsToTheirPermissions = classes()
            .that()
            .areAssignableTo(Application.class)
            .and()
            .doNotHaveModifier(JavaModifier.ABSTRACT)
            .and(DescribedPredicate.describe("are not on the list", type -> !WITHOUT_FILTER.contains(type.getName())))
            .should(registerTheFilter())
            .because("the servers enforce @RolesAllowed on some beans only; PermissionFilter does on all");

    private static DescribedPredicate<JavaMethod> areRestMethods() {
        return DescribedPredicate.describe(
                "are REST methods",
                method -> method.getAnnotations().stream()
                        .anyMatch(annotation -> annotation.getRawType().isAnnotatedWith(HttpMethod.class)));
    }

    @SafeVarargs
    private static ArchCondition<JavaMethod> declare(Class<? extends Annotation>... permissions) {
        return new ArchCondition<>("declare a permission on themselves or their class") {
            @Override
            public void check(JavaMethod method, ConditionEvents events) {
                boolean declared = Set.of(permissions).stream()
                        .anyMatch(permission -> method.isAnnotatedWith(permission)
                                || method.getOwner().isAnnotatedWith(permission));
                events.add(new SimpleConditionEvent(method, declared, method.getFullName() + " declares " + declared));
            }
        };
    }

    private static ArchCondition<JavaClass> registerTheFilter() {
        return new ArchCondition<>("register PermissionFilter") {
            @Override
            public void check(JavaClass type, ConditionEvents events) {
                boolean registered = instanceOf(type.reflect()).getClasses().contains(PermissionFilter.class);
                events.add(new SimpleConditionEvent(type, registered, type.getName() + " registers it: " + registered));
            }
        };
    }

    private static Application instanceOf(Class<?> type) {
        try {
            return (Application) type.getDeclaredConstructor().newInstance();
        } catch (InstantiationException
                | IllegalAccessException
                | NoSuchMethodException
                | InvocationTargetException e) {
            throw new AssertionError(type + " can't be made", e);
        }
    }
}
