import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { moneyOfCases } from '../../casework/reads/money/money-held.ts';
import { listQueue } from '../../casework/reads/queue/list-queue.ts';
import { sumOverPeople } from '../../core/claim.ts';
import type { Direction, FindingLine, MatchStrength } from '../../core/finding.ts';
import { type NightSummary, readLastSummary } from '../../reports/morning/night-summary.ts';
import { copyMadeOnce } from '../support/made-once.ts';
import { Office } from './office.ts';

const AS_OF = '2023-01-31';

interface ExportedFinding {
  finding_id: string;
  case_id: string;
  person_id: string;
  direction: Direction;
  match_strength: MatchStrength;
  status: string;
  lines: string;
}

describe('after a first night everybody says the same of the money, to the fen', () => {
  let office: Office;
  let night: NightSummary;

  beforeAll(async () => {
    const home = await copyMadeOnce();
    office = new Office({ root: join(home, '..'), home });
    const summary = readLastSummary(office.workspace.reports);
    if (summary?.as_of !== AS_OF) throw new Error('the demonstration has another night');
    night = summary;
  });
  afterAll(() => office.remove());

  const paper = (name: string) => readFileSync(join(office.workspace.reports, AS_OF, name), 'utf8');

  test('the night, by what the samples hold', () => {
    expect(night.totals).toMatchObject({ amount_fen: 4_454_166, owed_to_people_fen: 384_565 });
    expect(JSON.parse(paper('night.json'))).toMatchObject({ totals: night.totals });
    const claiming = night.rules.filter(({ direction }) => direction === 'fund');
    const sumOf = (rules: typeof claiming, pick: (rule: (typeof claiming)[number]) => number) =>
      rules.reduce((sum, rule) => sum + pick(rule), 0);
    expect(sumOf(claiming, (rule) => rule.amount_fen)).toBe(night.totals.summed_fen);
    expect(sumOf(night.rules, (rule) => rule.owed_fen)).toBe(night.totals.owed_to_people_fen);
  });

  test('the casebook and its queue', () => {
    using ledger = openOfficeLedger(openOffice(office.home), 'read');
    const { claimed_fen, claimable_fen, owed_to_person_fen } = moneyOfCases(ledger);
    expect([claimed_fen, claimable_fen]).toEqual([night.totals.amount_fen, night.totals.amount_fen]);
    expect(owed_to_person_fen).toBe(night.totals.owed_to_people_fen);
    expect(listQueue(ledger, 'program').totals.claimable_fen).toBe(night.totals.amount_fen);
  });

  test('the findings as they are exported', async () => {
    const out = join(office.root, 'findings.json');
    expect(
      (await office.run('export', 'findings', '--format', 'json', '--out', out, '--as', 'chenjing')).code,
    ).toBe(0);
    const rows = JSON.parse(readFileSync(out, 'utf8')) as ExportedFinding[];
    const standing = rows.filter(({ status }) => status !== 'withdrawn');
    const sums = sumOverPeople(
      standing.map(({ finding_id, person_id, direction, match_strength, lines }) => ({
        finding_key: finding_id,
        person_id,
        direction,
        match_strength,
        lines: JSON.parse(lines) as FindingLine[],
      })),
    );
    expect(sums).toEqual({
      claimed_fen: night.totals.amount_fen,
      owed_fen: night.totals.owed_to_people_fen,
      possible_fen: night.totals.possible_fen,
    });
  });

  test('the morning page: its sentence, and the total below the new findings', () => {
    const page = paper('晨报.html').replaceAll(/<[^>]*>/gu, ' ');
    expect(page).toContain('可追 44,541.66 元');
    expect(page).toContain('应补给本人 3,845.65 元');
    expect(page).toMatch(/合计[\s—]+44,541\.66\s+3,845\.65/u);
  });

  test('the recovery summary', async () => {
    const ended = await office.run(
      'report',
      'summary',
      ...['--from', '2022-01-01', '--to', AS_OF, '--out', join(office.root, 'summary'), '--json'],
      ...['--as', 'zhouju'],
    );
    expect(ended.code, ended.stderr).toBe(0);
    const { tables } = JSON.parse(ended.stdout) as {
      tables: { headline: { title: string; amount_fen: number }[] };
    };
    expect(tables.headline.find(({ title }) => title === '发现')?.amount_fen).toBe(night.totals.amount_fen);
  });

  test('a grant that was paid short is owed, and its case gets no paper by which it would be claimed back', async () => {
    const [short] = await office.read<{ case_id: string; direction: string; amount_fen: number }>(
      "select case_id, direction, amount_fen from result.finding where json_extract_string(facts, '$.is_short') = 'true'",
    );
    expect(short).toMatchObject({ direction: 'person', amount_fen: 6000 });
    const caseId = short?.case_id ?? '';
    const draft = (kind: string) => office.run('notice', 'draft', caseId, '--as', 'zhangmin', '--kind', kind);
    for (const kind of ['recovery-notice', 'return-notice']) {
      const ended = await draft(kind);
      expect(ended.code).not.toBe(0);
      expect(ended.stderr).toContain('60.00 元应补给本人');
    }
    expect((await draft('verification')).code).toBe(0);
  });
});
