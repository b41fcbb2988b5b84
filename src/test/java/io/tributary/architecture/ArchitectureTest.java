package io.tributary.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import org.jspecify.annotations.NullMarked;

/** The arrows between the packages, and what each may know. */
@AnalyzeClasses(packages = "io.tributary", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    private static final String[] FRAMEWORKS = {"org.apache.camel..", "com.mongodb..", "org.bson..", "software.amazon.."
    };

    @ArchTest
    static final ArchRule records_definitions_and_casts_are_pure = noClasses()
            .that()
            .resideInAnyPackage("io.tributary.record..", "io.tributary.definition..", "io.tributary.cast..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS)
            .because(
                    "they run in users' definition tests and editors; move I/O to ..projection.., ..queue.. or ..agent..");

    @ArchTest
    static final ArchRule packages_have_no_cycles = slices().matching("io.tributary.(*)..")
            .should()
            .beFreeOfCycles()
            .because("packages follow the data's path; what two need belongs to the earlier one");

    @ArchTest
    static final ArchRule the_pipeline_does_not_know_the_demo = noClasses()
            .that()
            .resideOutsideOfPackages("io.tributary.demo..", "io.tributary.command..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tributary.demo..")
            .because("the demo is one user of the pipeline; a production image leaves it out");

    @ArchTest
    static final ArchRule only_the_servers_know_the_embedded_ones = noClasses()
            .that()
            .resideOutsideOfPackage("io.tributary.runtime..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.tributary.runtime.embedded..")
            .because("nothing in the pipeline knows whether its servers are embedded (DESIGN.md section 10)");

    @ArchTest
    static final ArchRule projections_and_views_know_no_camel = noClasses()
            .that()
            .resideInAnyPackage("io.tributary.projection..", "io.tributary.view..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("org.apache.camel..")
            .because("routes say where and when; beans think and are tested without Camel");

    @ArchTest
    static final ArchRule every_package_is_null_marked = classes()
            .that()
            .haveSimpleName("package-info")
            .should()
            .beAnnotatedWith(NullMarked.class)
            .because("NullAway looks at marked packages only");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .because("such names collect what belongs elsewhere; name the thing");
}
