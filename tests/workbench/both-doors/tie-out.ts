import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { businessDay } from '../../../casework/business-day.ts';
import { loadUser } from '../../../casework/reads/users/users.ts';
import { explainDifference } from '../../../casework/tie-out/explain-difference.ts';
import { readStatedMonth } from '../../../casework/tie-out/read-tie-out.ts';
import { prepareSheet } from '../../../casework/tie-out/sheet.ts';
import { monthOf } from '../../../core/month.ts';
import { publishedPath } from '../../../storage/warehouse/builds.ts';
import { runVerb } from '../../../workbench/server/command-line.ts';
import { csv } from '../../night/small-office.ts';
import { STATEMENTS, statement } from '../../night/statements.ts';
import { PASSWORD } from '../stand.ts';
import type { Doors } from './doors.ts';

const STATED = 202206;
const OF_THAT_DAY = 'contribution/2022-06-30';

/** What is refused of a difference of the four, and of the sheet of a month that two hands make. */
export async function playTieOut(doors: Doors): Promise<void> {
  const today = businessDay(doors.desk.office.now());
  await receiveStatements(doors, today);
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

/** A month of all four, and one line of the month that is not over. */
async function receiveStatements({ home, desk }: Doors, today: string): Promise<void> {
  const { inbox } = desk.settings;
  mkdirSync(inbox, { recursive: true });
  for (const name of Object.keys(STATEMENTS)) writeFileSync(join(inbox, name), statement(name));
  const [headline = [], headers = []] = STATEMENTS['2022年6月收入户对账单.csv'] ?? [];
  const line = [today, '保费收入', '', '900.00', '900.00'];
  writeFileSync(join(inbox, '本月收入户对账单.csv'), csv([headline, headers, line]));
  await runVerb(home, ['nightly', '--as-of', today, '--inbox', inbox]);
}
