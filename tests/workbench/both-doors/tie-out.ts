import { businessDay } from '../../../casework/business-day.ts';
import { loadUser } from '../../../casework/reads/users/users.ts';
import { explainDifference } from '../../../casework/tie-out/explain-difference.ts';
import { readStatedMonth } from '../../../casework/tie-out/read-tie-out.ts';
import { prepareSheet } from '../../../casework/tie-out/sheet.ts';
import { monthOf } from '../../../core/month.ts';
import { publishedPath } from '../../../storage/warehouse/builds.ts';
import { Office } from '../../night/office.ts';
import { csv } from '../../night/small-office.ts';
import { STATEMENTS, statement } from '../../night/statements.ts';
import { letDemoUsersIn } from '../made-once.ts';
import { PASSWORD } from '../stand.ts';
import { Doors } from './doors.ts';

const STATED = 202206;
const OF_THAT_DAY = 'contribution/2022-06-30';

/** What is refused of a difference of the four, and of the sheet of a month that two hands make. */
export async function playTieOut({ played }: Doors): Promise<void> {
  const today = businessDay(new Date().toISOString());
  const doors = new Doors(played);
  await doors.open(await officeWithStatements(today));
  try {
    await playMonth(doors, today);
  } finally {
    await doors.close();
  }
}

async function playMonth(doors: Doors, today: string): Promise<void> {
  const prepare = (month: number) =>
    [
      doors.byWeb('chenjing', 'post', `/api/tie-out/${month}/sheet`),
      ['tie-out', 'prepare', '--month', String(month), '--as', 'chenjing'],
    ] as const;
  const sign = (month: number) =>
    [
      doors.byWeb('zhouju', 'post', `/api/tie-out/${month}/signature`, { password: PASSWORD }),
      ['tie-out', 'sign', '--month', String(month), '--as', 'zhouju'],
    ] as const;
  await doors.same('no-statement', ...prepare(202001));
  await doors.same('no-statement', ...sign(202001));
  await doors.same('month-not-over', ...prepare(monthOf(today)));
  await doors.same('sheet-not-prepared', ...sign(STATED));

  const nowhere = 'contribution/2022-06-29';
  await doors.same(
    'no-such-difference',
    doors.byWeb('chenjing', 'get', `/api/tie-out/lines?key=${encodeURIComponent(nowhere)}`),
    ['tie-out', 'lines', nowhere],
  );
  const said = { reason: 'in-transit', words: '次日到账' } as const;
  await doors.same(
    'no-such-difference',
    doors.byWeb('chenjing', 'post', '/api/tie-out/explanations', {
      ...{ difference_key: nowhere, stated: '—', ...said },
    }),
    [
      ...['tie-out', 'explain', nowhere, '--reason', said.reason, '--words', said.words],
      ...['--as', 'chenjing'],
    ],
  );

  const { ledger, office, workspace } = doors.desk;
  const build = publishedPath(workspace.builds);
  const user = loadUser(ledger, 'chenjing');
  if (user === null) throw new Error('there is no chenjing');
  const by = { user, via: 'test' };
  prepareSheet(ledger, office, by, await readStatedMonth(ledger, build, STATED));
  await explainDifference(ledger, office, build, by, { difference_key: OF_THAT_DAY, ...said });
  await doors.same('sheet-changed', ...sign(STATED));
}

/** A small office with a month of all four, and one line of the month that is not over. */
async function officeWithStatements(today: string): Promise<string> {
  const office = new Office();
  office.settle('');
  for (const name of Object.keys(STATEMENTS)) office.put(name, statement(name));
  const [headline = [], headers = []] = STATEMENTS['2022年6月收入户对账单.csv'] ?? [];
  office.put('本月收入户对账单.csv', csv([headline, headers, [today, '保费收入', '', '900.00', '900.00']]));
  await office.night(today);
  letDemoUsersIn(office.home);
  return office.home;
}
