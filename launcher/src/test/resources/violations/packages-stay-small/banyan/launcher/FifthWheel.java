package banyan.launcher;

/** One class too many, with enough others to exceed the limit in any case. */
final class FifthWheel {}

final class FirstWheel {}

final class SecondWheel {}

final class ThirdWheel {}

final class FourthWheel {}
