package waywarden.delivery;

import java.util.concurrent.Semaphore;
import javax.sql.DataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.TransactionDefinition;

/// Transactions on SQLite, which has one writer: they queue here in the order they came, where the
/// file's own lock would be polled for and could be missed for long.
@SuppressWarnings("serial") // Never written anywhere.
final class OneWriter extends JdbcTransactionManager {

    private final transient Semaphore writer = new Semaphore(1, true);

    OneWriter(DataSource source) {
        super(source);
    }

    @Override
    protected void doBegin(Object transaction, TransactionDefinition definition) {
        writer.acquireUninterruptibly();
        try {
            super.doBegin(transaction, definition);
        } catch (RuntimeException | Error e) {
            writer.release();
            throw e;
        }
    }

    @Override
    protected void doCleanupAfterCompletion(Object transaction) {
        try {
            super.doCleanupAfterCompletion(transaction);
        } finally {
            writer.release();
        }
    }
}
