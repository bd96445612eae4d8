import { checkDigit } from '../../core/resident-id/index.ts';
import { ColumnWriter, INTEGER, VARCHAR, type Warehouse } from '../../storage/warehouse/database.ts';

const SURNAMES = '李杨王张普昂毕白赵刘陈孙何段马朱罗黄徐邓师孔吴周郑高林许曾邱';
const GIVEN =
  '秀英珍芳兰凤仙琼华莲菊美玉桂琴香芬会小翠云文正国学明光家发荣朝德祥忠贵福兴春树建志金永成有保开绍廷从存丽红平云素惠珠朋';
const TOWNS = '弥阳镇 新哨镇 竹园镇 朋普镇 巡检司镇 虹溪镇 西一镇 西二镇 西三镇 东山镇 五山乡 江边乡'.split(
  ' ',
);
const COLUMNS = ['name', 'id_raw', 'birth_raw', 'sex', 'township', 'address', 'household_no'] as const;

interface Person {
  name: string;
  id: string;
  birth: string;
  sex: string;
  town: string;
  village: string;
  household: number;
}

/** A county of invented people, two in five of whose death records are damaged; always the same one. */
export async function fillCounty(
  warehouse: Warehouse,
  roster: number,
  deaths: number,
  register: number,
): Promise<void> {
  const random = generator(20_221_231);
  const people = Array.from({ length: Math.max(roster, register) }, (_, index) => invent(random, index));
  await write(warehouse, 'roster', people.slice(0, roster));
  await write(warehouse, 'household', people.slice(0, register));
  const dead = Array.from({ length: deaths }, () => damage(random, people[Math.floor(random() * roster)]!));
  await write(warehouse, 'death', dead);
}

function invent(random: () => number, index: number): Person {
  const pick = (text: string) => text[Math.floor(random() ** 1.7 * text.length)]!;
  const date = new Date(Date.UTC(1925 + Math.floor(random() * 40), 0, 1 + Math.floor(random() * 365)));
  const birth = date.toISOString().slice(0, 10);
  const sequence = String(Math.floor(random() * 999)).padStart(3, '0');
  const first17 = `532526${birth.replaceAll('-', '')}${sequence}`;
  const town = TOWNS[Math.floor(random() * TOWNS.length)]!;
  return {
    name: pick(SURNAMES) + pick(GIVEN) + (random() < 0.8 ? pick(GIVEN) : ''),
    id: first17 + checkDigit(first17),
    birth,
    sex: Number(sequence) % 2 === 1 ? '男' : '女',
    town,
    village: `${town.slice(0, 1)}${pick(GIVEN)}${pick(SURNAMES)}村委会${1 + Math.floor(random() * 12)}组`,
    household: Math.floor(index / 3),
  };
}

function damage(random: () => number, person: Person): Person {
  const kind = Math.floor(random() * 20);
  const at = 6 + Math.floor(random() * 11);
  const digit = String((Number(person.id[at]) + 1 + Math.floor(random() * 8)) % 10);
  if (kind === 0) return { ...person, id: person.id.slice(0, at) + digit + person.id.slice(at + 1) };
  if (kind === 1) return { ...person, id: person.id.slice(0, at) + person.id.slice(at + 1) };
  if (kind === 2) return { ...person, id: `${person.id.slice(0, 15)}000` };
  if (kind === 3) return { ...person, id: person.id.slice(0, 6) + person.id.slice(8, 17) };
  if (kind <= 6) return { ...person, id: '无' };
  if (kind === 7) return { ...person, name: `${person.name.slice(0, -1)}?` };
  return person;
}

async function write(warehouse: Warehouse, table: string, people: readonly Person[]): Promise<void> {
  await warehouse.run(
    `create table ${table} (row_id integer, ${COLUMNS.map((column) => `${column} varchar`).join(', ')})`,
  );
  const writer = new ColumnWriter([INTEGER, ...COLUMNS.map(() => VARCHAR)]);
  for (const [index, person] of people.entries()) {
    writer.add(
      index + 1,
      person.name,
      person.id,
      person.birth,
      person.sex,
      person.town,
      `弥勒市${person.town}${person.village}`,
      `H${person.household}`,
    );
  }
  await warehouse.appendColumns('main', table, writer);
}

/** A small linear generator: the county must be the same on every machine. */
function generator(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
}
