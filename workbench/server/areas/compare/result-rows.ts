import { maskName, maskResidentId } from '../../../../core/mask.ts';
import { showFirstDifference } from '../../../../explanation/difference.ts';
import { Masker } from '../../../../explanation/masker.ts';
import { quoteText, type Row, Warehouse } from '../../../../storage/warehouse/database.ts';
import type { ComparedPerson, TABS } from '../../../contract/compare.ts';

type Side = 'left' | 'right';
type Tab = (typeof TABS)[number];

const PAGE_ROWS = 100;

/** Opens what a comparison wrote, for paging; every cell as text. */
export async function openResult(path: string): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:');
  const read = (file: string): string =>
    `read_csv(${quoteText(file)}, header = true, all_varchar = true, delim = ',', quote = '"', escape = '"')`;
  await warehouse.run(`
    create table pair as
    select * replace (cast(left_row as integer) as left_row, cast(right_row as integer) as right_row),
        case strength when 'confirmed' then 3 when 'probable' then 2 when 'possible' then 1 else 0 end as rank
    from ${read(path)};
    create table unlinked as
    select * replace (cast(row as integer) as row) from ${read(path.replace(/\.csv$/, '-unlinked.csv'))}`);
  return warehouse;
}

/** Rows of one list by the best that was found for each; a row with several pairs counts once. */
export async function countSplit(warehouse: Warehouse, side: Side, rows: number) {
  const found = await warehouse.rows<{ rank: number; n: number }>(`
    with best as (select ${side}_row as row, max(rank) as rank from pair where rank > 0 group by ${side}_row)
    select rank, count(*) as n from best group by rank`);
  const count = (rank: number): number => found.find((one) => one.rank === rank)?.n ?? 0;
  const [confirmed, probable, possible] = [count(3), count(2), count(1)];
  return { confirmed, probable, possible, only: rows - confirmed - probable - possible };
}

/** One page of a tab, everybody masked; where two numbers differ in a masked place, the place is shown. */
export async function resultRows(warehouse: Warehouse, tab: Tab, page: number) {
  const offset = (page - 1) * PAGE_ROWS;
  if (tab === 'left' || tab === 'right') {
    const total = await warehouse.first<{ n: number }>(
      'select count(*) as n from unlinked where side = $tab',
      { tab },
    );
    const rows = await warehouse.rows(
      `select * from unlinked where side = $tab order by row limit ${PAGE_ROWS} offset ${offset}`,
      { tab },
    );
    const shown = rows.map((row) => ({ left: null, right: null, [tab]: onlyPerson(row), why: '' }));
    return { total: total?.n ?? 0, rows: shown };
  }
  const total = await warehouse.first<{ n: number }>('select count(*) as n from pair where strength = $tab', {
    tab,
  });
  const rows = await warehouse.rows(
    `select * from pair where strength = $tab order by left_row, right_row limit ${PAGE_ROWS} offset ${offset}`,
    { tab },
  );
  return { total: total?.n ?? 0, rows: rows.map(pairOf) };
}

function pairOf(row: Row) {
  const masker = new Masker(false);
  const text = (name: string): string => String(row[name] ?? '');
  const mask = (name: 'name' | 'id', hide: (value: string) => string) =>
    showFirstDifference(
      { text: text(`left_${name}`), masked: hide(text(`left_${name}`)) },
      { text: text(`right_${name}`), masked: hide(text(`right_${name}`)) },
    );
  const names = mask('name', maskName);
  const ids = mask('id', maskResidentId);
  masker.learn(text('left_name'));
  masker.learn(text('right_name'));
  const person = (side: Side): ComparedPerson => ({
    row: Number(row[`${side}_row`]),
    name: names[side],
    id: ids[side],
    birth: text(`${side}_birth`),
    township: text(`${side}_township`),
    address: masker.text(text(`${side}_address`)),
  });
  const why = [text('reason'), text('contradictions')].filter((part) => part !== '').join('；');
  return { left: person('left'), right: person('right'), why: masker.text(why) };
}

function onlyPerson(row: Row): ComparedPerson {
  const text = (name: string): string => String(row[name] ?? '');
  return {
    row: Number(row.row),
    name: maskName(text('name')),
    id: maskResidentId(text('id')),
    birth: text('birth'),
    township: text('township'),
    address: new Masker(false).text(text('address')),
  };
}
