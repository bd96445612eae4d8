import { existsSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler, Zip } from 'easy-template-x';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { checkStored, copyStored } from '../../casework/attachments/copy-stored.ts';
import { storedSets } from '../../casework/attachments/stored-sets.ts';
import { findKept, type PaperKept, readKept } from '../../casework/documents/kept-paper.ts';
import { listIssued } from '../../casework/documents/list-issued.ts';
import { issueDocument } from '../../casework/documents/register.ts';
import { sha256Hex } from '../../core/hash.ts';
import { findKind } from '../../reports/notices/kinds.ts';
import type { NoticeJob } from '../../reports/notices/make-notice.ts';
import { markVoidFiles, writeCopy } from '../../reports/notices/marked-copy.ts';
import { readSubject } from '../../storage/ledger/journal.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import type { SampleOffice } from '../support/sample-office.ts';
import { caseOf, deskOf, handOutPaper, preparePaper, settleLetterhead } from './paper-desk.ts';
import { act, openSampleOffice, openWorkedCase, TO_SERVICE } from './worked-case.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
  settleLetterhead(sample);
});
afterEach(() => sample.close());

const folderOf = (year: string) => join(workspaceAt(sample.home).documents, year);
const textOf = (content: Uint8Array) => new TemplateHandler().getText(Buffer.from(content));

async function jobOf(caseId: string, kind = 'recovery-notice', withPdf = false): Promise<NoticeJob> {
  const wishes = { today: '2022-12-30', withPdf };
  return (await preparePaper(sample, kind, caseOf(sample, caseId), wishes)).job;
}

async function handedOut(caseId: string, kind?: string, withPdf?: boolean): Promise<Buffer> {
  return handOutPaper(sample, await jobOf(caseId, kind, withPdf), withPdf ? 'pdf' : 'docx');
}

const NOTIFIED = TO_SERVICE.slice(0, -1);
const ALL_PAID: Parameters<typeof act>[2] = [['chen', 'receipt', { amount_fen: 65_400, on: '2022-10-20' }]];

describe('an issued paper', () => {
  test('stands in the ledger with its hash, number, addressee and version, and its bytes lie under the hash', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    const bytes = await handedOut(caseId);
    const kept = readSubject(sample.ledger, 'document', caseId).find(({ type }) => type === 'PaperKept');
    expect(kept?.payload as PaperKept).toEqual({
      kind: 'recovery-notice',
      document_number: '弥人社追〔2022〕1号',
      on: '2022-10-10',
      version: 1,
      addressee: { name: '李桂芬', resident_id: '532526195203049963' },
      replaces: null,
      files: [{ format: 'docx', bytes: bytes.length, sha256: sha256Hex(bytes) }],
    });
  });

  test('is the same bytes after service, payment and settlement, in Word and in PDF', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    const word = await handedOut(caseId);
    const pdf = await handedOut(caseId, 'recovery-notice', true);
    act(sample, caseId, [TO_SERVICE.at(-1) as never, ...ALL_PAID]);
    expect(await handedOut(caseId)).toEqual(word);
    expect(await handedOut(caseId, 'recovery-notice', true)).toEqual(pdf);
    expect(await textOf(word)).toContain('应退回654.00元');
  });

  test('that has its number and was not made yet tells the case as it stood then, not as it is now', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, [...TO_SERVICE, ...ALL_PAID]);
    const text = await textOf(await handedOut(caseId));
    expect(text).toContain('应退回654.00元（大写：陆佰伍拾肆元整）');
    expect(text).not.toContain('零元整');
  });

  test('whose bytes were altered or are gone is refused by its number and never made again', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    await handedOut(caseId);
    const [set] = storedSets(sample.ledger, sample.home).filter(({ name }) => name === 'issued');
    const folder = join(set?.folder ?? '', caseId);
    const [file = ''] = readdirSync(folder);
    writeFileSync(join(folder, file), 'another paper');
    expect(checkStored(set?.files ?? [], set?.folder ?? '')).toMatchObject({ altered: [expect.any(String)] });
    await expect(handedOut(caseId)).rejects.toMatchObject({ code: 'paper-altered' });
    rmSync(join(folder, file));
    await expect(handedOut(caseId)).rejects.toMatchObject({ code: 'paper-missing' });
  });

  test('that somebody writes over in the folder of the year is laid out again from the frozen bytes', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    const bytes = await handedOut(caseId);
    const [name = ''] = readdirSync(folderOf('2022'));
    writeFileSync(join(folderOf('2022'), name), 'another paper');
    expect(await handedOut(caseId)).toEqual(bytes);
    expect(readFileSync(join(folderOf('2022'), name))).toEqual(bytes);
  });

  test('comes back with its backup', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    const bytes = await handedOut(caseId);
    const [set] = storedSets(sample.ledger, sample.home).filter(({ name }) => name === 'issued');
    const { files = [], folder = '' } = set ?? {};
    const away = join(sample.home, 'backups', 'issued');
    expect(copyStored(files, folder, away)).toMatchObject({ files: 1, copied: 1 });
    rmSync(folder, { recursive: true });
    expect(copyStored(files, away, folder)).toMatchObject({ copied: 1, missing: [] });
    const [kept] = findKept(sample.ledger, caseId, '弥人社追〔2022〕1号');
    expect(kept && readKept(sample.home, caseId, '弥人社追〔2022〕1号', kept)).toEqual(bytes);
  });
});

describe('what changes', () => {
  test('another amount is another paper with another number that names the one it replaces', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, TO_SERVICE);
    const first = await handedOut(caseId);
    act(sample, caseId, [
      ['li', 'fix-amount', { total_fen: 43_600, ground: '扣除一个月' }],
      ['yi', 'approve'],
      ['li', 'notify', { on: '2022-10-13' }],
    ]);
    const second = await handedOut(caseId);
    expect(second).not.toEqual(first);
    expect(listIssued(sample.ledger, caseId).map(({ document_number }) => document_number)).toEqual([
      '弥人社追〔2022〕1号',
      '弥人社追〔2022〕2号',
    ]);
    expect((await jobOf(caseId)).facts).toMatchObject({ version: 2, replaces: '弥人社追〔2022〕1号' });
  });

  test('a second offset gets a confirmation of its own, and asking again for it none', async () => {
    const caseId = openWorkedCase(sample);
    const offset = (amount_fen: number, on: string): Parameters<typeof act>[2] => [
      ['li', 'offset', { amount_fen, against: 'account-balance', on }],
    ];
    const confirm = (on: string) => {
      const kind = findKind('offset-confirmation');
      const key = `${on} ${Math.random()}`;
      const wanted = {
        kind: { ...kind, series: String(kind.series) },
        key,
        user: 'li',
        via: 'test',
        case_id: caseId,
        on,
      };
      const issued = issueDocument(sample.ledger, sample.office, wanted);
      if (!issued.ok) throw new Error(issued.refusal.en);
      return issued.document;
    };
    act(sample, caseId, [...TO_SERVICE, ...offset(10_000, '2022-10-20')]);
    const first = confirm('2022-10-20');
    expect(confirm('2022-10-20').document_number).toBe(first.document_number);
    act(sample, caseId, offset(5_000, '2022-11-20'));
    const second = confirm('2022-11-20');
    expect(second.document_number).not.toBe(first.document_number);
    expect(second.replaces).toBe(first.document_number);
  });

  test('the two letters of a decision never share a number', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, [
      ...NOTIFIED.slice(0, -1),
      ['li', 'notify', { on: '2022-10-10', kind: 'return-notice' }],
    ]);
    expect((await jobOf(caseId, 'return-notice')).data.document_number).toBe('弥人社追〔2022〕1号');
    expect((await jobOf(caseId, 'recovery-notice')).data).toMatchObject({
      is_draft: true,
      document_number: '',
    });
  });

  test('a decision that says how it came about has chosen the letter', () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, [
      ...NOTIFIED.slice(0, 2),
      ['li', 'substantiate', { reason: '入户核实', nature: 'lag' }],
      ...NOTIFIED.slice(3, -1),
    ]);
    expect(sample.act('li', caseId, 'notify', { kind: 'recovery-notice' })).toMatchObject({
      ok: false,
      refusal: { code: 'letter-follows-nature' },
    });
    const issued = sample.act('li', caseId, 'notify', {});
    expect(issued).toMatchObject({ ok: true, state: { notices: [{ kind: 'return-notice' }] } });
  });
});

describe('a copy', () => {
  test('says that it is one, and a copy of a void paper that it is void; the frozen bytes stay', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED);
    const bytes = await handedOut(caseId, 'recovery-notice', false);
    const number = '弥人社追〔2022〕1号';
    const making = { ...deskOf(sample), fonts: undefined };
    const wanted = { case_id: caseId, document_number: number, formats: ['docx', 'pdf'] as const };
    const copy = await writeCopy(making, wanted);
    const header = async (path: string) => {
      return (await Zip.load(readFileSync(path))).getFile('word/header1.xml').getContentText();
    };
    expect(await header(copy.paths[0] ?? '')).toContain('副本');
    act(sample, caseId, [['sun', 'void-notice', { reason: '地址有误' }]]);
    await markVoidFiles(making, caseId, number);
    const [name = ''] = readdirSync(folderOf('2022'));
    expect(name).toContain('作废-弥人社追〔2022〕1号');
    expect(await header(join(folderOf('2022'), name))).toContain('作废');
    const voided = await writeCopy(making, wanted);
    expect(voided.is_void).toBe(true);
    expect(await header(voided.paths[0] ?? '')).toContain('作废');
    expect(existsSync(voided.paths[1] ?? '')).toBe(true);
    const [kept] = findKept(sample.ledger, caseId, number);
    expect(kept && readKept(sample.home, caseId, number, kept)).toEqual(bytes);
  });

  test('a draft carries no number, and leaves nothing in the ledger', async () => {
    const caseId = openWorkedCase(sample);
    act(sample, caseId, NOTIFIED.slice(0, -1));
    const text = await textOf(await handedOut(caseId));
    expect(text).not.toMatch(/〔\d{4}〕\d+号$/m);
    expect(readSubject(sample.ledger, 'document', caseId)).toEqual([]);
  });
});
