package banyan.architecture;

/** A text that counts reads of its characters, and fails beyond a limit. */
final class CountedText implements CharSequence {
    /** The limit of reads is exceeded. */
    static final class Exhausted extends RuntimeException {
        private static final long serialVersionUID = 1;

        Exhausted() {
            super(null, null, false, false);
        }
    }

    private final CharSequence text;
    private final long most;
    private final long[] looks;

    CountedText(CharSequence text, long most) {
        this(text, most, new long[1]);
    }

    private CountedText(CharSequence text, long most, long[] looks) {
        this.text = text;
        this.most = most;
        this.looks = looks;
    }

    long looks() {
        return looks[0];
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        looks[0]++;
        if (looks[0] > most) {
            throw new Exhausted();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
        return new CountedText(text.subSequence(start, end), most, looks);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
