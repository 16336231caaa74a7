package banyan.core;

final class PartialCore {
    final Object users = new banyan.users.UsersModule();
}
