/** Owns what modules agree on: how they are hosted, how they ask each other, how they answer and how they keep data. */
module banyan.core {
    requires com.h2database;
    requires com.nimbusds.jose.jwt;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires io.leangen.geantyref; // needed by JDBI, which as an automatic module cannot say so
    requires org.bouncycastle.provider; // asked for by users; what no part of the first layer requires is not in it
    requires transitive com.fasterxml.jackson.databind;
    requires transitive jakarta.ws.rs;
    requires transitive java.sql;
    requires transitive org.jdbi.v3.core;
    requires transitive org.jspecify;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires static org.checkerframework.checker.qual; // the driver is annotated with it, which Error Prone looks at

    exports banyan.core;
    exports banyan.core.auth;
    exports banyan.core.contract;
    exports banyan.core.data;
    exports banyan.core.database;
    exports banyan.core.database.file;
    exports banyan.core.database.server;
    exports banyan.core.feed;
    exports banyan.core.idempotency;
    exports banyan.core.posts;
    exports banyan.core.store;
    exports banyan.core.threads;
    exports banyan.core.transfer;
    exports banyan.core.users;
    exports banyan.core.web;
    exports banyan.core.web.params;
    exports banyan.core.web.problem;
}
