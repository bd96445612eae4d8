import { afterAll, beforeAll, expect, test } from 'vitest';
import { Warehouse } from '../storage/warehouse/database.ts';
import { householdMembers } from './household-members.ts';

let warehouse: Warehouse;
beforeAll(async () => {
  warehouse = await Warehouse.open(':memory:');
  await warehouse.run(`
    create schema canonical;
    create table canonical.household_member (record_id bigint, person_id varchar, household_no varchar, match_strength varchar);
    insert into canonical.household_member values
        (1, 'dead', 'H1', 'confirmed'), (2, 'spouse', 'H1', 'confirmed'), (3, 'child', 'H1', 'confirmed'),
        (4, 'late', 'H1', 'confirmed'), (5, 'perhaps', 'H1', 'possible'), (6, 'neighbour', 'H2', 'confirmed'),
        (7, 'back', 'H1', 'probable'), (8, 'alone', 'H1', 'confirmed');
    create table canonical.person (
        person_id varchar, name varchar, born_on date, resident_id varchar, resident_id_raw varchar, sex varchar,
        township varchar, village varchar, is_payee boolean);
    create table canonical.registered_person as
        select person_id, resident_id, name, born_on, township, village from canonical.person;
    insert into canonical.registered_person by name
        select 'alone' as person_id, '测试辛' as name, date '1960-01-01' as born_on, '530000196001010016' as resident_id;
    insert into canonical.person (person_id, name, born_on, resident_id) values
        ('dead', '测试甲', '1940-01-01', null), ('spouse', '测试乙', '1942-01-01', null),
        ('child', '测试丙', '2010-01-01', null), ('late', '测试丁', '1965-01-01', null),
        ('perhaps', '测试戊', '1965-01-01', null), ('neighbour', '测试己', '1950-01-01', null),
        ('back', '测试庚', '1970-01-01', null);
    create table canonical.death_record (person_id varchar, is_revoked boolean);
    insert into canonical.death_record values ('dead', false), ('late', false), ('back', true)`);
});
afterAll(() => warehouse.close());

test('who may be asked about money drawn after a death: of the same household, grown up, alive, surely that person', async () => {
  const members = await householdMembers(warehouse, 'dead', 2022);
  expect(members.map(({ name }) => name)).toEqual(['测试乙', '测试庚', '测试辛']);
});

test('nobody is proposed where the register keeps nobody else', async () => {
  expect(await householdMembers(warehouse, 'neighbour', 2022)).toEqual([]);
});
