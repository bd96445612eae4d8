-- How far a lead is trusted follows from decided cases of its rule, source and township. The queue's rows are filled anew.
alter table queue_label add column township text;
drop index label_by_decision;
alter table queue_label drop column decided_strength;
create index label_by_decision on queue_label (
    decided_rule, origin, township, decided_outcome, decided_minutes
) where decided_outcome is not null;
