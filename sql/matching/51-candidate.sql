-- Grain: one row per key whose rows are too many to compare one with another; reported, not compared.
create or replace table linking.capped_block as
select left_size.rule, left_size.key, left_size.row_count as left_count, right_size.row_count as right_count
from (select rule, key, count(*) as row_count from linking.left_key group by rule, key) as left_size
inner join (select rule, key, count(*) as row_count from linking.right_key group by rule, key) as right_size
    on right_size.key = left_size.key
where left_size.row_count * right_size.row_count > {cap};

-- Grain: one row per pair of rows that share a key; blocks is the set of rules that brought it, by bit.
create or replace table linking.candidate as
select
    left_key.row_id as left_row,
    right_key.row_id as right_row,
    bit_or(1 << left_key.rule)::integer as blocks
from linking.left_key
inner join linking.right_key on right_key.key = left_key.key
where left_key.key not in (select key from linking.capped_block)
group by left_key.row_id, right_key.row_id;
