package banyan.posts;

@jakarta.ws.rs.Path("personal")
final class PersonalResource {
    @jakarta.ws.rs.GET
    @banyan.core.web.Cacheable
    public String get(@jakarta.ws.rs.core.Context banyan.core.auth.Actor actor) {
        return "for everybody, although it is about " + actor;
    }
}
