-- Grain: one row per sentence of one person.
create table canonical.imprisonment (
    record_id bigint not null,
    person_id varchar not null,
    -- 'fixed-term', 'life', 'death-reprieve', 'detention' are served; 'probation', 'control', 'parole', 'outside', 'acquitted', 'other' are not
    penalty varchar not null,
    starts_on date,
    starts_month integer,
    ends_on date,
    ends_month integer,
    -- the two other dates an office may start from
    effective_month integer,
    admitted_month integer,
    released_month integer,
    -- the month up to which the list is complete: an open end is known up to then
    complete_month integer,
    -- where it was shortened or ended early and no day is told: the last month that was served for certain, 0 where none is known
    certain_month integer,
    -- served behind walls: 拘役, 有期徒刑, 无期徒刑, 死缓, and not suspended, paroled or served outside
    is_served boolean not null,
    match_strength varchar not null
);
