-- Grain: one row per user with a second factor: the secret of an application on a telephone, or a sheet of codes alone. Like
-- credentials it is changed in place; the journal holds its seal.
create table second_factor (
    user_id text primary key,
    secret blob,
    salt blob not null,
    last_step integer not null
) strict;

-- Grain: one row per one-time code of the sheet that a user has; used ones stay until there is another sheet.
create table one_time_code (
    user_id text not null references second_factor (user_id) on delete cascade,
    number integer not null,
    hash blob not null,
    is_used integer not null,
    primary key (user_id, number)
) strict;

-- Nobody is locked any more: whoever fails waits, at the door.
alter table credential drop column locked_until;
