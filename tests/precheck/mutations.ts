import {
  BEFORE,
  byTownship,
  cells,
  county,
  fileOf,
  MONTH,
  newcomer,
  type RosterLine,
  settle,
  TOWNSHIPS,
  withArrearsMonths,
} from './county.ts';

/** A file as somebody sends it by mistake, and what must be said of it. */
export interface Mutation {
  name: string;
  file: string;
  /** The check that must speak. */
  check: string;
  /** Rows of the file, as a spreadsheet counts them, of which it must name at least one. Null: lines of an earlier file. */
  rows: number[] | null;
}

const FIRST_ROW = 2;
const [ONE, TWO, THREE] = TOWNSHIPS as [string, string, string];

const now = (): RosterLine[] => county(MONTH, '待支付');
const rowsOf = (lines: readonly RosterLine[], is: (line: RosterLine, index: number) => boolean): number[] =>
  lines.flatMap((line, index) => (is(line, index) ? [index + FIRST_ROW] : []));
const of =
  (township: string) =>
  (line: RosterLine): boolean =>
    line.township === township;

function made(name: string, check: string, lines: readonly RosterLine[], rows: number[] | null): Mutation {
  return { name, check, file: fileOf(lines), rows };
}

/** One line changed, and the total below made to agree, as a program that exports it would. */
function oneLine(
  name: string,
  check: string,
  at: number,
  change: (line: RosterLine) => RosterLine,
): Mutation {
  const lines = now();
  lines[at] = change(lines[at]!);
  return made(name, check, lines, [at + FIRST_ROW]);
}

/** The columns of these lines exchanged line against line: each gets what the line after it had. */
function shifted(
  name: string,
  check: string,
  column: 'card' | 'name' | 'account',
  is: (line: RosterLine) => boolean,
) {
  const lines = now();
  const chosen = lines.filter(is);
  const moved = lines.map((line) => {
    const place = chosen.indexOf(line);
    if (place < 0) return line;
    return settle({ ...line, [column]: chosen[(place + 1) % chosen.length]![column] });
  });
  return made(name, check, moved, rowsOf(moved, is));
}

function swapped(name: string, one: string, other: string): Mutation {
  const lines = now().map((line) => {
    const township = line.township === one ? other : line.township === other ? one : line.township;
    return { ...line, township };
  });
  return made(
    name,
    'township-swapped',
    lines,
    rowsOf(lines, (line) => line.township !== THREE || one === THREE),
  );
}

function changed(
  name: string,
  check: string,
  is: (line: RosterLine) => boolean,
  change: (line: RosterLine) => RosterLine,
): Mutation {
  const lines = now();
  const rows = rowsOf(lines, is);
  return made(
    name,
    check,
    lines.map((line) => (is(line) ? settle(change(line)) : line)),
    rows,
  );
}

const labelled = (name: string, month: number): Mutation =>
  changed(
    name,
    'month-off',
    () => true,
    (line) => ({ ...line, month }),
  );

const fallen = (name: string, is: (line: RosterLine) => boolean, change: (line: RosterLine) => RosterLine) =>
  changed(name, 'parts-fallen', is, change);

const arrearsOf = (name: string, is: (line: RosterLine) => boolean): Mutation =>
  changed(name, 'arrears-many', is, (line) => ({ ...line, arrears: line.total }));

function twiceOver(name: string): Mutation {
  const lines = now();
  const again = lines.map((line) => settle({ ...line, account: line.account + 1 }));
  const both = [...lines, ...again];
  const rows = rowsOf(both, (_, index) => index >= lines.length);
  return made(name, 'batch-doubled', both, rows);
}

/** The cells of these rows moved one column to the right, from this column on. */
function pushed(name: string, from: number, is: (line: RosterLine) => boolean): Mutation {
  const lines = now();
  const rows = lines.map((line) => {
    const row = [...cells(line)];
    return is(line) ? [...row.slice(0, from), '', ...row.slice(from, -1)] : row;
  });
  return { name, check: 'rows-refused', file: fileOf(lines, { rows }), rows: rowsOf(lines, is) };
}

function without(name: string, township: string): Mutation {
  return made(
    name,
    'township-missing',
    now().filter((line) => line.township !== township),
    null,
  );
}

function again(name: string, lines: readonly RosterLine[], check = 'sent-before'): Mutation {
  return made(
    name,
    check,
    lines,
    rowsOf(lines, () => true),
  );
}

function doubled(name: string, is: (line: RosterLine) => boolean): Mutation {
  const lines = now();
  const both = [...lines, ...lines.filter(is)];
  return made(
    name,
    'batch-doubled',
    both,
    rowsOf(both, (_, index) => index >= lines.length),
  );
}

/** Two lines in which one cell of each stands in the other's place, and nothing else. */
function exchanged(name: string, check: string, cell: 'card' | 'name', one: number, other: number): Mutation {
  const lines = now();
  const [first, second] = [lines[one]!, lines[other]!];
  lines[one] = { ...first, [cell]: second[cell] };
  lines[other] = { ...second, [cell]: first[cell] };
  return made(name, check, lines, [one + FIRST_ROW, other + FIRST_ROW]);
}

/** Somebody who was paid in both earlier months gets them once more as arrears, with their months. */
function madeGoodAgain(name: string, at: number): Mutation {
  const lines = now();
  lines[at] = settle({ ...lines[at]!, arrears: 2 * lines[at]!.total });
  return { name, check: 'arrears-paid', file: withArrearsMonths(lines, at, 202210), rows: [at + FIRST_ROW] };
}

/** Numbers as a spreadsheet keeps them, to fifteen figures. */
function cutOff(name: string, is: (line: RosterLine) => boolean): Mutation {
  const lines = now().map((line) =>
    is(line) ? { ...line, residentId: `${line.residentId.slice(0, 15)}000` } : line,
  );
  return made(name, 'numbers-changed', lines, rowsOf(lines, is));
}

function totalOf(name: string, change: (total: number, lines: RosterLine[]) => number): Mutation {
  const lines = now();
  lines[7] = settle({ ...lines[7]!, arrears: 23_600 });
  const total = change(
    lines.reduce((sum, line) => sum + line.total, 0),
    lines,
  );
  return { name, check: 'total-differs', file: fileOf(lines, { total }), rows: null };
}

function columnsOf(name: string, is: (line: RosterLine) => boolean): Mutation {
  const lines = now().map((line) =>
    is(line) ? { ...line, basic: line.account, account: line.basic } : line,
  );
  return made(name, 'columns-shifted', lines, rowsOf(lines, is));
}

function crowd(name: string, count: number, check: string, kept: RosterLine[] = now()): Mutation {
  const added = Array.from({ length: count }, (_, index) => ({ ...newcomer(index, MONTH), township: ONE }));
  const lines = [...kept, ...added].sort(byTownship);
  // whoever is gone stands in last month's file alone, and is named from there
  const isSomebodyGone = kept.length < now().length;
  return made(name, check, lines, isSomebodyGone ? null : rowsOf(lines, (line) => added.includes(line)));
}

function raised(name: string, township: string, factor: number): Mutation {
  const lines = now().map((line) =>
    line.township === township ? settle({ ...line, basic: line.basic * factor }) : line,
  );
  return made(name, 'total-off', lines, rowsOf(lines, of(township)));
}

const last = (): RosterLine[] => county(BEFORE, '已支付');

export const MUTATIONS: readonly Mutation[] = [
  doubled('the whole batch stands in the file twice', () => true),
  ...TOWNSHIPS.map((township) => doubled(`the batch of ${township} stands in it twice`, of(township))),
  doubled('one line stands in it twice', (line) => line.card === now()[30]!.card),
  ...TOWNSHIPS.map((township) => without(`${township} is missing`, township)),
  swapped('two townships have exchanged their batches', ONE, TWO),
  swapped('two other townships have exchanged theirs', THREE, TWO),
  again('the file of last month under a new name', last(), 'file-sent-before'),
  again('the file of last month with its lines in another order', last().reverse()),
  again('the file of the month before last', county(202210, '已支付'), 'file-sent-before'),
  again('one township’s batch of last month', last().filter(of(TWO))),
  again('last month’s file still waiting for its payment', county(BEFORE, '待支付')),
  again('half of it is last month’s', [...last().slice(0, 100), ...now().slice(100)]),
  oneLine('one zero more in a total', 'line-untied', 20, (line) => ({ ...line, total: line.total * 10 })),
  oneLine('one zero more in a total elsewhere', 'line-untied', 150, (line) => ({
    ...line,
    total: line.total * 10,
  })),
  oneLine('one zero less in a total', 'line-untied', 40, (line) => ({ ...line, total: line.total / 10 })),
  oneLine('one zero more in a basic part', 'line-off-own', 60, (line) =>
    settle({ ...line, basic: line.basic * 10 }),
  ),
  oneLine('two zeros more in an age top-up', 'line-off-own', 80, (line) =>
    settle({ ...line, topup: line.topup * 100 }),
  ),
  oneLine('one zero more in an account part', 'line-off-own', 95, (line) =>
    settle({ ...line, account: 90_000 }),
  ),
  oneLine('a basic part that lost a digit', 'line-off-own', 5, (line) =>
    settle({ ...line, basic: 1_130, account: 200 }),
  ),
  oneLine('one zero more in arrears', 'arrears-too-long', 100, (line) =>
    settle({ ...line, arrears: 1_416_000 }),
  ),
  oneLine('an account number in the total', 'line-untied', 12, (line) => ({ ...line, total: 62_319_010 })),
  oneLine('digits of a total exchanged', 'line-untied', 77, (line) => ({
    ...line,
    total: line.total + 27_000,
  })),
  shifted('the accounts of a township have slipped by a line', 'accounts-shifted', 'card', of(ONE)),
  shifted('all accounts have slipped by a line', 'accounts-shifted', 'card', () => true),
  shifted('the names of a township have slipped by a line', 'names-shifted', 'name', of(TWO)),
  shifted('all names have slipped by a line', 'names-shifted', 'name', () => true),
  shifted('the account parts of a township have slipped by a line', 'amounts-shifted', 'account', of(THREE)),
  shifted('all account parts have slipped by a line', 'amounts-shifted', 'account', () => true),
  columnsOf('basic and account part have changed places', () => true),
  columnsOf('they have in one township alone', of(TWO)),
  pushed('the cells of some rows have slipped to the right from the number on', 2, of(TWO)),
  pushed('those of one row have, from the month on', 3, (line) => line.card === now()[50]!.card),
  totalOf('the stated total has one zero more', (total) => total * 10),
  totalOf('the stated total leaves out somebody’s arrears', (total) => total - 23_600),
  totalOf('the stated total is last month’s', (_, lines) => lines.length * 100),
  crowd('a township has a dozen newcomers', 12, 'heads-off'),
  crowd(
    'half a township of strangers in place of its people',
    30,
    'heads-off',
    now().filter((line, index) => line.township !== TWO || index % 2 === 0),
  ),
  raised('a township’s basic part was paid twice over', TWO, 2),
  exchanged('two people have each other’s account', 'accounts-exchanged', 'card', 3, 4),
  exchanged('two people have each other’s name', 'names-exchanged', 'name', 8, 9),
  madeGoodAgain('two months that were paid are paid once more as arrears', 21),
  changed('the column of townships is blank for one township', 'township-blank', of(TWO), (line) => ({
    ...line,
    township: '',
  })),
  changed(
    'the column of townships is blank',
    'township-blank',
    () => true,
    (line) => ({ ...line, township: '' }),
  ),
  cutOff('the numbers of a township were cut off by a spreadsheet', of(ONE)),
  oneLine('a line with a minus that nobody paid before', 'line-off-own', 50, (line) =>
    settle({ ...line, account: -500_000 }),
  ),
  labelled('the month is written as the one after the next', 202301),
  labelled('the month is written as that of a year before', 202112),
  fallen(
    'the column of top-ups was left out',
    () => true,
    (line) => ({ ...line, topup: 0 }),
  ),
  fallen('a township has no top-ups', of(TWO), (line) => ({ ...line, topup: 0 })),
  fallen(
    'all basic parts are of an earlier rate',
    () => true,
    (line) => ({ ...line, basic: 10_500 }),
  ),
  fallen(
    'top-ups stand among the arrears',
    () => true,
    (line) => ({ ...line, topup: 0, arrears: line.topup }),
  ),
  arrearsOf('a township has its own month once more as arrears', of(TWO)),
  arrearsOf('everybody has', () => true),
  twiceOver('the batch stands in it twice, the second time a fen apart'),
  made(
    'a township’s account parts were entered in fen',
    'total-off',
    now().map((line) => (line.township === THREE ? settle({ ...line, account: line.account * 100 }) : line)),
    rowsOf(now(), of(THREE)),
  ),
  crowd(
    'a dozen strangers in place of a dozen people, so that the heads are as before',
    12,
    'heads-off',
    now().filter((line, index) => line.township !== TWO || index % 5 !== 0),
  ),
];
