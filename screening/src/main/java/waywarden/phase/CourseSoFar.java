package waywarden.phase;

import java.util.Arrays;

/// What the contact's messages show as a whole, kept small and added to message by message.
///
/// Two things are kept: the sum of the course head's weights over all grams, and for each head of
/// [PhaseModel.Parameters#contrasts] how its strongest messages stand out from his usual ones. Honest people use
/// alarming words too, but evenly; in an approach a few messages do what the many do not.
///
/// @param weight    sum of the course head's weights over the contact's grams
/// @param grams     how many grams that were
/// @param messages  how many messages of the contact
/// @param strongest for each contrast the highest readings, the highest first, in [#UNITS] of log-odds
/// @param sums      for each contrast the sum of all readings, in the same unit
public record CourseSoFar(double weight, long grams, int messages, short[] strongest, int[] sums) {

    /// A reading is kept in this part of one log-odd: sums are whole numbers, the same in every order of adding.
    public static final int UNITS = 8;

    /// So many of the strongest messages are set against all.
    public static final int STRONGEST = 3;

    private static final double FEW_GRAMS = 60;

    /// Before the first message.
    ///
    /// @param contrasts how many
    static CourseSoFar nothing(int contrasts) {
        return new CourseSoFar(0, 0, 0, new short[contrasts * STRONGEST], new int[contrasts]);
    }

    /// After one more message; the worker's change nothing.
    CourseSoFar and(PhaseModel.Sighting sighting) {
        if (!isMovedBy(sighting)) return this;
        short[] most = strongest.clone();
        int[] all = sums.clone();
        for (int i = 0; i < all.length; i++) {
            short read = sighting.odds()[i];
            all[i] += read;
            insert(most, i * STRONGEST, read);
        }
        return new CourseSoFar(weight + sighting.weight(), grams + sighting.grams(), messages + 1, most, all);
    }

    /// Whether a sighting counts for it: one of the contact's.
    boolean isMovedBy(PhaseModel.Sighting sighting) {
        return sighting.odds().length == sums.length;
    }

    private void insert(short[] most, int from, short read) {
        int place = Math.min(messages, STRONGEST);
        while (place > 0 && most[from + place - 1] < read) {
            if (place < STRONGEST) most[from + place] = most[from + place - 1];
            place--;
        }
        if (place < STRONGEST) most[from + place] = read;
    }

    /// Log-odds of the words, without the head's bias: like the messages' weights together, but one conversation's
    /// length does not count.
    public double words() {
        return words(weight, grams);
    }

    /// The same of a sum of weights over so many grams.
    public static double words(double weight, long grams) {
        // Few words tell little: the root is taken as if there were always some more.
        return weight / Math.sqrt(grams + FEW_GRAMS);
    }

    /// By how many log-odds the mean of the strongest messages is above the mean of all; 0 where there are no more
    /// than those.
    ///
    /// @param contrast its place in [PhaseModel.Parameters#contrasts]
    public double contrast(int contrast) {
        if (messages <= STRONGEST) return 0;
        return strongest(contrast) - usual(contrast);
    }

    /// A head's strongest reading in log-odds; 0 before the first message.
    public double first(int contrast) {
        return strongest[contrast * STRONGEST] / (double) UNITS;
    }

    /// The mean of a head's strongest readings, as far as there are so many.
    public double strongest(int contrast) {
        int most = 0;
        int count = Math.min(messages, STRONGEST);
        for (int i = 0; i < count; i++) most += strongest[contrast * STRONGEST + i];
        return count == 0 ? 0 : most / (double) (count * UNITS);
    }

    /// The mean of all of a head's readings.
    public double usual(int contrast) {
        return messages == 0 ? 0 : sums[contrast] / (double) messages / UNITS;
    }

    /// A head's log-odds in the unit kept; heads that say nothing count as even.
    public static short reading(double logOdds) {
        return (short) Math.round(Math.max(-MOST, Math.min(MOST, logOdds)) * UNITS);
    }

    private static final double MOST = 12;

    @Override
    public boolean equals(Object other) {
        return other instanceof CourseSoFar that
                && weight == that.weight
                && grams == that.grams
                && messages == that.messages
                && Arrays.equals(strongest, that.strongest)
                && Arrays.equals(sums, that.sums);
    }

    @Override
    public int hashCode() {
        return 31 * messages + Arrays.hashCode(sums);
    }
}
