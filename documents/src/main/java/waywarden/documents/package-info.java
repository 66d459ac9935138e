/// Reads the text of office documents and PDF, in a process of its own that bounds what a document can cost.
@NullMarked
package waywarden.documents;

import org.jspecify.annotations.NullMarked;
