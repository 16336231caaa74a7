package banyan.core.threads;

public record FramedThread(@com.fasterxml.jackson.annotation.JsonProperty long id) {}
