package waywarden.packed;

import java.util.AbstractList;
import java.util.List;
import java.util.RandomAccess;

/// A list that never changes and makes its elements when they are asked for, so that a long one takes little memory.
/// To go through it in order costs what each element costs; to jump about in it costs more.
public abstract class HeldList<E> extends AbstractList<E> implements RandomAccess {

    /// A list of these elements that never changes: the same where it is one already.
    public static <E> List<E> of(List<E> list) {
        return list instanceof HeldList<E> ? list : List.copyOf(list);
    }
}
