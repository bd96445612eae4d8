import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { fileOf, Office } from './office.ts';
import { certificationList, PAYEES, payee, roster, rosterName } from './small-office.ts';

const SECOND = '2022年9月养老待遇资格认证名单（第二批）.csv';

test('while a list of certifications cannot be read nobody is overdue, and it is said; once it is read, whoever it leaves out is', async () => {
  const office = new Office();
  try {
    for (const month of [202208, 202210, 202211]) office.put(rosterName(month), roster(month));
    office.put('2022年9月养老待遇资格认证名单.csv', certificationList(PAYEES.slice(0, 8), '2022-09-20'));
    office.put(SECOND, '\u0000\u0001不是表格');
    const first = await office.night('2022-12-30');
    expect(fileOf(first, SECOND).status).toBe('refused');
    const overdue = async (): Promise<string[]> =>
      (await office.standing())
        .filter(({ rule_id }) => rule_id === 'certification/overdue-still-paid')
        .map(({ name }) => name);
    expect(await overdue()).toEqual([]);
    expect(await office.read('select people::integer as people from detection.withheld')).toEqual([
      { people: 2 },
    ]);
    const pages = readdirSync(office.workspace.reports, { recursive: true, encoding: 'utf8' })
      .filter((name) => /\.(?:md|html|txt|json)$/.test(name))
      .map((name) => readFileSync(join(office.workspace.reports, name), 'utf8'));
    expect(pages.join('\n')).toContain('名单没有读懂，因此不提示');

    office.put(SECOND, certificationList([payee(8)], '2022-09-20'));
    await office.night('2022-12-31');
    expect(await overdue()).toEqual([payee(9).name]);
  } finally {
    office.remove();
  }
});
