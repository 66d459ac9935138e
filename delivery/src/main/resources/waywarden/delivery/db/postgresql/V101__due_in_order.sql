-- With the number, so that the rows of one issue, which are due at the same moment, come in order without being sorted.
drop index delivery_due;
create index delivery_due on delivery (channel, rank, next_at, id) where state in ('PLANNED', 'RETRY', 'UNSURE');
