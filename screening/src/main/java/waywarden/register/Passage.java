package waywarden.register;

import java.util.Iterator;
import java.util.NoSuchElementException;

/// A part of a text that is read at once, so that memory does not grow with the text.
///
/// @param text  the part
/// @param start where in the whole it begins
record Passage(String text, int start) {

    /// Characters of a part.
    private static final int LENGTH = 1 << 14;

    /// Characters that two parts next to each other share, so that what lies across is seen in one of them.
    private static final int SHARED = 1 << 10;

    static Iterable<Passage> of(String text) {
        return () -> new Parts(text);
    }

    private static final class Parts implements Iterator<Passage> {
        private final String text;
        private int next;
        private boolean done;

        Parts(String text) {
            this.text = text;
            done = text.isEmpty();
        }

        @Override
        public boolean hasNext() {
            return !done;
        }

        @Override
        public Passage next() {
            if (done) throw new NoSuchElementException();
            int start = next;
            int end = text.length() - start <= LENGTH ? text.length() : whole(start + LENGTH);
            done = end == text.length();
            if (!done) next = whole(end - SHARED);
            return new Passage(text.substring(start, end), start);
        }

        /// Not between the halves of a character.
        private int whole(int at) {
            return Character.isLowSurrogate(text.charAt(at)) ? at - 1 : at;
        }
    }

    /// Says nothing of the words, so that they cannot reach a log.
    @Override
    public String toString() {
        return "Passage[" + text.length() + " characters from " + start + "]";
    }
}
