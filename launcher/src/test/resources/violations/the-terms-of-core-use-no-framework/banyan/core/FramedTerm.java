package banyan.core;

record FramedTerm(com.fasterxml.jackson.databind.JsonNode content) {}
