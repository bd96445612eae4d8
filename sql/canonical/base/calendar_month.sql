-- Grain: one row per calendar month, filled by the engine; month_no counts months, so that rules add and compare without date functions.
create table canonical.calendar_month (
    month integer primary key,
    month_no integer not null,
    year integer not null,
    first_on date not null,
    last_on date not null
);
