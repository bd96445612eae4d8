-- Grain: one row per distinct value as received; filled by pipelines/linking, shared by all sides.
create schema if not exists linking;

create or replace table linking.name_value (raw varchar, name_id integer);

-- c and p are code points and syllable numbers by position; 0 unknown, -1 beyond the end.
-- is_plain: at most four legible Chinese characters with a surname of one, so SQL can compare it alone.
create or replace table linking.name (
    name_id integer, text_id integer, surname_id integer, alias_id integer, length integer,
    c1 integer, c2 integer, c3 integer, c4 integer, p1 integer, p2 integer, p3 integer, p4 integer,
    is_legible boolean, is_plain boolean, is_shi boolean,
);

-- kind: 1 valid, 2 damaged, 3 cut by a spreadsheet, 4 masked, 5 scientific notation; what cannot be used is not here.
create or replace table linking.number (
    raw varchar, kind integer, digits varchar, key15 varchar, birth_sequence varchar,
    region_now integer, head8 varchar, tail8 varchar, birth_on integer, birth_year integer, sex integer,
);

-- A valid number as an integer: its last place follows from the others.
create or replace macro linking.valid_no(kind, digits) as case when kind = 1 then left(digits, 17)::bigint end;

create or replace table linking.birth_value (raw varchar, birth_on integer, birth_year integer);

create or replace table linking.lunar_day (birth_on integer, lunar_on integer);

-- 5 equal, 4 one is the lunar reading of the other, 3 one part differs or day and month swapped,
-- 2 same year, 1 a year apart, 0 otherwise. Days are integers YYYYMMDD.
create or replace macro linking.birth_agreement(a, lunar_a, b, lunar_b) as
    case
        when a is null or b is null then -1
        when a = b then 5
        when lunar_a = b or a = lunar_b then 4
        when (a // 10000 = b // 10000)::integer + (a // 100 % 100 = b // 100 % 100)::integer
            + (a % 100 = b % 100)::integer = 2 then 3
        when a // 10000 = b // 10000 and a // 100 % 100 = b % 100 and a % 100 = b // 100 % 100 then 3
        when a // 10000 = b // 10000 then 2
        when abs(a // 10000 - b // 10000) = 1 then 1
        else 0
    end;

-- 弥勒市西三镇 and 西三乡 are one place: the stem is what is left without county and rank.
create or replace macro linking.town_stem(township) as
    nullif(regexp_replace(
        regexp_replace(trim(township), '^.*[省州市县区](.{2,})$', '\1'),
        '(.{2,}?)(?:镇|乡|街道办事处|街道办|街道|办事处|苏木|民族乡)$', '\1'
    ), '');

create or replace macro linking.village_stem(village) as
    nullif(regexp_extract(
        trim(village),
        '^(?:[^省州市县区]*[省州市县区])?(?:.{1,8}?(?:镇|乡|街道))?(.+?)(?:村民委员会|村委会|居民委员会|居委会|社区|办事处|嘎查|村|第?[0-9一二三四五六七八九十]+(?:村民小组|小组|组|社|队|号)|$)', 1
    ), '');

create or replace macro linking.address_town(address) as
    nullif(regexp_extract(address, '^(?:.*[省州市县区])?([^省州市县区]{2,8}?)(?:镇|乡|街道)', 1), '');

create or replace macro linking.address_village(address) as
    nullif(regexp_extract(
        address,
        '^(?:.*[省州市县区])?[^省州市县区]{2,8}?(?:镇|乡|街道)(.+?)(?:村民委员会|村委会|居民委员会|居委会|社区|办事处|嘎查|村|第?[0-9一二三四五六七八九十]+(?:村民小组|小组|组|社|队|号)|$)', 1
    ), '');
