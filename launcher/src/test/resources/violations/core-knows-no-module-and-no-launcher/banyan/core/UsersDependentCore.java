package banyan.core;

final class UsersDependentCore {
    final Object users = new banyan.users.UsersModule();
}
