/** Owns what modules share: hosting, ports to each other, HTTP conventions and data storage. */
module banyan.core {
    requires com.github.benmanes.caffeine;
    requires com.h2database;
    requires com.nimbusds.jose.jwt;
    requires com.zaxxer.hikari;
    requires flyway.core;
    requires io.leangen.geantyref; // JDBI needs it, but cannot declare it as an automatic module
    requires org.bouncycastle
            .provider; // users needs it; a boot layer only has modules that one of its modules requires
    requires transitive com.fasterxml.jackson.databind;
    requires transitive jakarta.ws.rs;
    requires transitive java.sql;
    requires transitive org.jdbi.v3.core;
    requires transitive org.jspecify;
    requires org.postgresql.jdbc;
    requires org.slf4j;
    requires static org.checkerframework.checker.qual; // Error Prone reads this annotation of the driver

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
    exports banyan.core.revision;
    exports banyan.core.revision.trigger to
            com.h2database;
    exports banyan.core.store;
    exports banyan.core.threads;
    exports banyan.core.transfer;
    exports banyan.core.transfer.export;
    exports banyan.core.users;
    exports banyan.core.web;
    exports banyan.core.web.json;
    exports banyan.core.web.paging;
    exports banyan.core.web.params;
    exports banyan.core.web.problem;
    exports banyan.core.web.validation;
}
