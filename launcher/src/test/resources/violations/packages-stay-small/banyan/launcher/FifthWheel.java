package banyan.launcher;

/** One class too many, with as many more as make it so whatever else stands here. */
final class FifthWheel {}

final class FirstWheel {}

final class SecondWheel {}

final class ThirdWheel {}

final class FourthWheel {}
