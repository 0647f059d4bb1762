package org.synapsesubnet.platform;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import jakarta.ejb.MessageDriven;
import jakarta.ejb.Singleton;
import jakarta.ejb.Stateless;

@AnalyzeClasses(packages = "org.synapsesubnet", importOptions = ImportOption.DoNotIncludeTests.class)
class EnterpriseBeansTest {

    @ArchTest
    static final ArchRule publicEverywhere = classes()
            .that()
            .areAnnotatedWith(Singleton.class)
            .or()
            .areAnnotatedWith(Stateless.class)
            .or()
            .areAnnotatedWith(MessageDriven.class)
            .should()
            .bePublic()
            .because("Payara creates an enterprise bean by its public constructors and fails without one");
}
