import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { attachFile } from '../../casework/attachments/attach-file.ts';
import { attachmentsFolder, placeOf } from '../../casework/attachments/stored-file.ts';
import { execute } from '../../casework/execute.ts';
import { attachFindings } from '../../casework/findings/attach-findings.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { type Attachment, listAllAttachments } from '../../casework/reads/cases/attachments.ts';
import { readStreams } from '../../storage/ledger/journal.ts';
import { NOTHING_OPEN, sampleFinding } from '../../tests/support/sample-office.ts';
import { run } from '../cli.ts';

const CLI = join(import.meta.dirname, '..', 'cli.ts');
let home: string;
let caseId: string;

type Answer = Record<string, unknown>;

/** Runs one command line in this process and reads what it printed. */
async function print(...words: string[]): Promise<{ exit: number; printed: string }> {
  const pieces: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((piece: string) => pieces.push(piece) > 0) as typeof process.stdout.write;
  try {
    const exit = await run(['--home', home, '--json', ...words]);
    return { exit, printed: pieces.join('') };
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
  }
}

async function hedui(...words: string[]): Promise<Answer> {
  const { exit, printed } = await print(...words);
  if (exit !== 0) throw new Error(printed);
  return JSON.parse(printed) as Answer;
}

async function answered(...words: string[]): Promise<{ exit: number; answer: Answer }> {
  const { exit, printed } = await print(...words);
  return { exit, answer: JSON.parse(printed) as Answer };
}

async function refused(...words: string[]): Promise<{ exit: number; code: unknown }> {
  const { exit, printed } = await print(...words);
  return { exit, code: (JSON.parse(printed) as { error: { code: string } }).error.code };
}

/** The decision of somebody who has seen the evidence, as the workbench hands it in. */
function substantiate(): void {
  const office = openOffice(home);
  using ledger = openOfficeLedger(office);
  const outcome = execute(ledger, office, {
    ...{ key: 'seen', user: 'li', via: 'test', case_id: caseId, evidence: NOTHING_OPEN },
    ...{ move: 'substantiate', input: { reason: '入户核实' } },
  });
  if (!outcome.ok) throw new Error(outcome.refusal.en);
}

beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'hedui-cli-'));
  await hedui('user', 'add', 'admin', '--role', 'administrator');
  for (const [name, role] of [
    ['sun', 'supervisor'],
    ['li', 'investigator'],
    ['yi', 'approver:1'],
    ['chen', 'cashier'],
    ['shen', 'auditor'],
  ] as const) {
    await hedui('user', 'add', name, '--role', role, '--as', 'admin');
  }
  const ledger = openOfficeLedger(openOffice(home));
  const finding = sampleFinding({
    person_id: 'p1',
    resident_id: '532526195001019961',
    claims: [[202206, { basic: 65_400 }]],
  });
  const { case_of } = attachFindings(ledger, { run: 1, as_of: '2022-10-01' }, [finding]);
  caseId = case_of.get(finding.finding_key) ?? '';
  ledger.close();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

test('who owes is not determined while nobody but the dead stands in the case', async () => {
  const pieces: string[] = [];
  const write = process.stdout.write;
  process.stdout.write = ((piece: string) => pieces.push(piece) > 0) as typeof process.stdout.write;
  try {
    await run(['--home', home, 'case', 'show', caseId, '--as', 'sun']);
  } finally {
    process.stdout.write = write;
    process.exitCode = 0;
  }
  expect(pieces.join('')).toContain('退款义务人 debtor: 未确定');
});

test('one case is worked from the command line to the last fen, retries included', async () => {
  await hedui('case', 'assign', caseId, '--to', 'li', '--as', 'sun');
  const decide = [
    'case',
    'decide',
    caseId,
    '--outcome',
    'substantiated',
    '--reason',
    '入户核实',
    ...['--nature', 'late-report'],
    ...['--debtor', '测试丁', '--relation', '之子'],
    '--as',
    'li',
  ];
  // this office has no published night: what speaks for the person cannot be read, so nothing is decided on
  expect(await refused(...decide)).toEqual({ exit: 3, code: 'evidence-missing' });
  expect(await answered(...decide, '--strike', '2022-13:补发')).toMatchObject({
    exit: 2,
    answer: { error: { code: 'month-unreadable' } },
  });
  substantiate();
  // the beneficiary is dead: who drew the money is named before a paper can be written
  const drewIt = ['--name', '测试丁', '--relation', '之子', '--evidence', '取款凭条'];
  await hedui('case', 'debtor', caseId, ...drewIt, '--as', 'li');
  await hedui('case', 'amount', caseId, '--adjust', '-54.00:听取申辩', '--as', 'li');
  expect(await refused('case', 'approve', caseId, '--as', 'li')).toEqual({ exit: 3, code: 'own-work' });
  await hedui('case', 'approve', caseId, '--as', 'yi');
  expect(await hedui('case', 'notify', caseId, '--on', '2022-10-10', '--as', 'li')).toMatchObject({
    notice_number: '弥人社追〔2022〕1号',
  });
  await hedui('case', 'serve', caseId, '--on', '2022-10-12', '--servers', '张经办,李经办', '--as', 'li');
  expect(await hedui('due', '--as-of', '2022-11-01')).toMatchObject({
    due: [{ clock: 'pay-by', due_on: '2022-11-11', amount_fen: 60_000, name: '测**' }],
  });
  const pay = [
    'case',
    'receipt',
    caseId,
    '--amount',
    '100.00',
    '--on',
    '2022-10-20',
    '--key',
    'r1',
    '--as',
    'chen',
  ];
  expect(await hedui(...pay)).toMatchObject({ repeated: false, money: { repaid_fen: 10_000 } });
  expect(await hedui(...pay)).toMatchObject({ repeated: true, money: { repaid_fen: 10_000 } });

  const statement = join(home, 'statement.csv');
  writeFileSync(
    statement,
    '交易日期,流水号,贷方发生额,对方户名,附言\n20221021,L1,500.00,某某,弥人社追[2022]1号\n20221022,L2,3.21,结息,利息\n',
  );
  expect(await hedui('receipts', 'import', statement, '--as', 'chen')).toMatchObject({ added: 2, known: 0 });
  expect(await hedui('receipts', 'import', statement, '--as', 'chen')).toMatchObject({ added: 0, known: 2 });
  const { proposals, unmatched } = (await hedui('receipts', 'list', '--as', 'chen')) as {
    proposals: { line: { line_id: string }; case_id: string | null }[];
    unmatched: number;
  };
  expect([proposals.map((proposal) => proposal.case_id), unmatched]).toEqual([[caseId, null], 1]);
  expect(await hedui('receipts', 'confirm', proposals[0]?.line.line_id ?? '', '--as', 'chen')).toMatchObject({
    status: 'repaid',
    money: { outstanding_fen: 0 },
  });
  expect(await hedui('cases', '--summary', 'township')).toMatchObject({
    total: { cases: 1, assessed_fen: 60_000, repaid_fen: 60_000, outstanding_fen: 0 },
  });
});

test('a line can be split by the cashier, and a second person confirms what was entered', async () => {
  const { proposals } = (await hedui('receipts', 'list', '--as', 'chen')) as {
    proposals: { line: { line_id: string; amount_fen: number } }[];
  };
  const { line_id = '', amount_fen = 0 } = proposals[0]?.line ?? {};
  const rest = ((amount_fen - 100) / 100).toFixed(2);
  const split = ['receipts', 'split', line_id, '--as', 'chen', '--part', `${caseId}=1.00`];
  expect(await refused(...split)).toMatchObject({ code: 'parts-differ' });
  expect(await refused(...split, `=${rest}`)).toMatchObject({ code: 'receipt-surplus' });
  expect(await hedui(...split, `=${rest}`, '--surplus')).toMatchObject({
    entered: [{ line_id: `${line_id}-1`, case_id: caseId, amount_fen: 100, outstanding_fen: -100 }],
    waiting: [`${line_id}-2`],
  });
  expect(await hedui('receipts', 'unconfirmed', '--as', 'sun')).toMatchObject({ total: { count: 3 } });
  const confirm = ['case', 'confirm-receipt', caseId, '--entry', `${caseId}-E1`];
  expect(await refused(...confirm, '--as', 'chen')).toMatchObject({ code: 'own-work' });
  await hedui(...confirm, '--as', 'sun');
  expect(await hedui('receipts', 'unconfirmed', '--as', 'sun')).toMatchObject({
    receipts: [{ entry_id: `${caseId}-E2` }, { entry_id: `${caseId}-E3`, amount_fen: 100 }],
  });
  await hedui('case', 'reverse', caseId, '--entry', `${caseId}-E3`, '--reason', '记错案件', '--as', 'chen');
});

test('numbers of people are masked, and unmasking is recorded with its reason', async () => {
  const shown = JSON.stringify(await hedui('case', 'show', caseId, '--as', 'li'));
  expect(shown).toContain('532526********9961');
  expect(shown).not.toContain('532526195001019961');
  expect(JSON.stringify(await hedui('case', 'show', caseId, '--as', 'li', '--unmask', '核对户籍'))).toContain(
    '532526195001019961',
  );
  expect(JSON.stringify(await hedui('cases'))).not.toContain('测试甲');
  const { records } = (await hedui('audit', 'log', '--as', 'shen')) as { records: { type: string }[] };
  expect(records.map((record) => record.type)).toEqual(
    expect.arrayContaining(['CaseRead', 'NumberUnmasked', 'ListRead']),
  );
  expect(await refused('audit', 'log', '--as', 'sun')).toEqual({ exit: 3, code: 'not-your-role' });
  expect(await refused('case', 'show', caseId, '--as', 'admin')).toEqual({
    exit: 3,
    code: 'no-right',
  });
  expect(await refused('receipts', 'list', '--as', 'admin')).toEqual({ exit: 3, code: 'no-right' });
  expect(await refused('receipts', 'list', '--as', 'li')).toEqual({ exit: 3, code: 'no-right' });
});

test('the audit chain verifies, its head is kept, and a backup is restored only with force over newer records', async () => {
  const head = join(home, 'head.json');
  await hedui('audit', 'head', '--out', head);
  const copy = join(home, 'copy.db');
  await hedui('backup', '--plain', '--out', copy, '--as', 'sun');
  await hedui('case', 'note', caseId, '--text', '已归档', '--as', 'li');
  expect(await hedui('audit', 'verify', '--against', head)).toMatchObject({ ok: true, breaches: [] });
  expect(await refused('restore', copy)).toEqual({ exit: 3, code: 'ledger-newer-than-backup' });
  const notes = async () =>
    ((await hedui('case', 'show', caseId, '--as', 'li')) as { notes: unknown[] }).notes.length;
  expect(await notes()).toBe(1);
  expect(await refused('restore', copy, '--force')).toEqual({ exit: 3, code: 'name-who-restores' });
  expect(await refused('restore', copy, '--force', '--as', 'li')).toEqual({ exit: 3, code: 'no-right' });
  await hedui('restore', copy, '--force', '--as', 'sun');
  const ledger = openOfficeLedger(openOffice(home), 'read');
  expect([...readStreams(ledger, ['input'])].at(-1)).toMatchObject({
    type: 'LedgerRestored',
    actor: 'sun',
    subject_id: 'copy.db',
    payload: {
      is_forced: true,
      kept_as: expect.stringMatching(/before-restore/),
      lost: { events: expect.any(Number), cases: 1 },
    },
  });
  // the same backup once more gives up nothing
  await hedui('restore', copy);
  expect(await notes()).toBe(0);
  expect(await hedui('audit', 'verify')).toMatchObject({ ok: true, breaches: [] });
});

test('a backup takes the attached files along; one altered since fails the doctor and is brought back by restore', async () => {
  const office = openOffice(home);
  const content = Buffer.from('取款凭条');
  const ledger = openOfficeLedger(office);
  const slip = { user: 'li', via: 'test', case_id: caseId, name: '凭条.txt', content, note: null };
  expect(attachFile(ledger, office, slip).ok).toBe(true);
  const [file] = listAllAttachments(ledger);
  ledger.close();
  const copy = join(home, 'off-site', 'copy.db');
  expect(await hedui('backup', '--plain', '--out', copy, '--as', 'sun')).toMatchObject({
    attachments: { files: 1, copied: 1 },
  });
  const path = join(attachmentsFolder(home), placeOf(file as Attachment));
  writeFileSync(path, '别的凭条');
  const { checks } = (await answered('doctor')).answer as { checks: { check: string; holds: boolean }[] };
  expect(checks).toContainEqual(expect.objectContaining({ check: 'attachments', holds: false }));
  await hedui('restore', copy);
  expect(readFileSync(path)).toEqual(content);
});

test('a casebook that differs from its events is named case by case, and made again from them', async () => {
  const ledger = openOfficeLedger(openOffice(home));
  ledger.db.exec(`update case_state set name = 'x' where case_id = '${caseId}'`);
  ledger.close();
  expect(await answered('audit', 'verify')).toMatchObject({
    exit: 4,
    answer: { casebook: { differing: [caseId] } },
  });
  const { checks } = (await answered('doctor')).answer as { checks: { check: string; en: string }[] };
  expect(checks.find(({ check }) => check === 'ledger')?.en).toMatch(
    new RegExp(`\\(${caseId}: .*run hedui audit rebuild`),
  );
  expect(await answered('audit', 'rebuild')).toMatchObject({
    exit: 0,
    answer: { cured: [caseId], left: [] },
  });
  expect(await answered('audit', 'verify')).toMatchObject({ exit: 0, answer: { ok: true } });
});

test('a tampered ledger ends the check with exit code 4 and names the record', async () => {
  const ledger = openOfficeLedger(openOffice(home));
  ledger.db.exec(`drop trigger event_is_never_changed; update event set actor = 'hu' where seq = 5`);
  ledger.close();
  const done = spawnSync(process.execPath, [CLI, '--home', home, '--json', 'audit', 'verify'], {
    encoding: 'utf8',
  });
  expect(done.status).toBe(4);
  expect(JSON.parse(done.stdout)).toMatchObject({ ok: false, breaches: [{ seq: 5, kind: 'changed' }] });
});

test('a wrong --home founds no office', async () => {
  const done = spawnSync(process.execPath, [CLI, '--home', join(home, 'typo'), '--json', 'cases'], {
    encoding: 'utf8',
  });
  expect(done.status).toBe(3);
  expect(JSON.parse(done.stdout)).toMatchObject({ error: { code: 'ledger-missing' } });
});

test('a case is cleared by the same decision, with its ground, whichever of the two verbs names it', async () => {
  for (const [person_id, ...verb] of [
    ['p8', 'clear'],
    ['p9', 'decide', '--outcome', 'unfounded'],
  ] as const) {
    const finding = sampleFinding({ person_id });
    let id = '';
    {
      using ledger = openOfficeLedger(openOffice(home));
      const { case_of } = attachFindings(ledger, { run: 2, as_of: '2022-10-02' }, [finding]);
      id = case_of.get(finding.finding_key) ?? '';
    }
    await hedui('case', 'assign', id, '--as', 'sun', '--to', 'li');
    const [act, ...more] = verb;
    const told = await hedui(
      ...['case', act, id, ...more, '--as', 'li', '--reason', '本人到场', '--ground', 'alive', '--key', id],
    );
    expect(told).toMatchObject({ status: 'unfounded', events: [{ type: 'CaseCleared' }] });
    const again = await hedui(
      ...['case', act, id, ...more, '--as', 'li', '--reason', '本人到场', '--ground', 'alive', '--key', id],
    );
    expect(again).toMatchObject({ repeated: true });
  }
});
