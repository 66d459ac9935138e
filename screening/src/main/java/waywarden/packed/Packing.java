package waywarden.packed;

/// How one kind of element is written as bytes and read again, with nothing lost.
public interface Packing<E> {

    void write(E element, PackWriter out);

    E read(PackReader in);
}
