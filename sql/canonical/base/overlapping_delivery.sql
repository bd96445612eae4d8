-- Grain: one row per two files of one source and month that overlap without one replacing the other.
create table canonical.overlapping_delivery (
    first_no integer not null,
    second_no integer not null,
    month integer
);
