/** Owns the program: its options, the layers that modules are loaded into, the router and the admin port. */
module banyan.launcher {
    requires banyan.core;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.module.jakarta.xmlbind; // needed by Jersey's JSON, which does not say so
    requires ch.qos.logback.classic;
    requires ch.qos.logback.core;
    requires com.github.benmanes.caffeine;
    requires info.picocli;
    requires io.github.resilience4j.circuitbreaker;
    requires io.github.resilience4j.core;
    requires java.logging;
    requires java.management;
    requires jul.to.slf4j;
    requires micrometer.core;
    requires micrometer.registry.prometheus;
    requires org.eclipse.jetty.client;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.util;
    requires org.glassfish.grizzly;
    requires org.glassfish.grizzly.http;
    requires org.glassfish.grizzly.http.server;
    requires org.glassfish.jersey.core.common;
    requires org.glassfish.jersey.core.server;
    requires org.glassfish.jersey.inject.hk2; // found by Jersey as a service
    requires org.glassfish.jersey.media.json.jackson;
    requires org.slf4j;

    uses banyan.core.BoardModule;

    opens banyan.launcher.cli to
            info.picocli; // sets the fields of commands
    opens banyan.launcher.cli.copies to
            info.picocli;
    opens banyan.launcher.cli.command to
            info.picocli; // sets the field of their common parameter

    exports banyan.launcher.admin to
            org.glassfish.jersey.core.server; // the resources of the admin API
    exports banyan.launcher.admin.api to
            com.fasterxml.jackson.databind; // the input and output of the admin API
    exports banyan.launcher.config to
            com.fasterxml.jackson.databind; // the options in the output of the admin API
    exports banyan.launcher.slots.data to
            com.fasterxml.jackson.databind; // the content of a placement file
    exports banyan.launcher.slots.placement to
            com.fasterxml.jackson.databind; // the content of a placement file

    provides ch.qos.logback.classic.spi.Configurator with
            banyan.launcher.logs.Logs;
}
