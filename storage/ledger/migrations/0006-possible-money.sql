-- What is merely possible is shown beside what can be claimed and stands in no total. The casebook is filled anew.
alter table case_queue add column possible_fen integer not null default 0;
