import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler, Zip } from 'easy-template-x';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CaseState } from '../../casework/case-state.ts';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { issueDocument, listDocuments } from '../../casework/documents/register.ts';
import { numberedPapers } from '../../casework/reads/papers/paper-register.ts';
import { loadFonts } from '../../reports/fonts/fonts.ts';
import { fillTemplate } from '../../reports/notices/fill.ts';
import { findKind, loadKinds } from '../../reports/notices/kinds.ts';
import type { PrintBlock, PrintPage } from '../../reports/notices/pdf/page.ts';
import { Typesetter } from '../../reports/notices/pdf/typesetter.ts';
import { loadTemplate } from '../../reports/notices/template.ts';
import { passTimeUntil, type SampleOffice } from '../support/sample-office.ts';
import { remindInWriting } from '../support/written-reminder.ts';
import { fillPaper, preparePaper } from './paper-desk.ts';
import { WAYS } from './ways-to-papers.ts';
import {
  act,
  LETTERHEAD,
  openOwedCase,
  openSampleOffice,
  openWorkedCase,
  REMINDED,
  TO_APPROVAL,
  TO_SERVICE,
} from './worked-case.ts';

let sample: SampleOffice;
let typesetter: Typesetter;
beforeAll(() => {
  sample = openSampleOffice();
  typesetter = new Typesetter(loadFonts());
});
afterAll(() => sample.close());

let people = 0;
function worked(steps: Parameters<typeof act>[2], kind = ''): CaseState {
  people += 1;
  const open = kind === 'back-payment-notice' ? openOwedCase : openWorkedCase;
  const caseId = open(sample, `p${people}`);
  // the court is asked once a reminder has been served
  const court = steps.findIndex(([, move]) => move === 'enforce');
  if (court < 0) return act(sample, caseId, steps);
  act(sample, caseId, steps.slice(0, court));
  remind(caseId);
  return act(sample, caseId, steps.slice(court));
}

function remind(case_id: string): void {
  passTimeUntil(sample, '2022-12-06');
  remindInWriting(sample, { user: 'sun', case_id, on: '2022-12-05', served_on: '2022-12-06' });
}

/** A draft is judged by the morning on which every case begins. */
const TODAY = '2022-10-10';
const filled = (kind: string, state: CaseState, today = TODAY) => fillPaper(sample, kind, state, { today });
const pageOf = async (kind: string, state: CaseState, today?: string): Promise<PrintPage> =>
  (await filled(kind, state, today)).page;
const prepared = async (kind: string, state: CaseState, wishes: Parameters<typeof fillPaper>[3] = {}) =>
  (await preparePaper(sample, kind, state, { today: TODAY, ...wishes })).job;

const line = (block: PrintBlock): string[] =>
  block.type === 'paragraph'
    ? [block.runs.map(({ text }) => text).join('')]
    : block.rows.map(({ cells }) => `| ${cells.map((cell) => cell.flatMap(line).join(' ')).join(' | ')} |`);

function textOf({ header, body }: PrintPage): string {
  return `${[...header, ...body].flatMap(line).join('\n').trim()}\n`;
}

describe('every kind of document', () => {
  test('has a way to be worked to in these tests', () => {
    expect(Object.keys(WAYS).sort()).toEqual(loadKinds().map(({ kind }) => kind));
  });

  test('keeps the sum of its table with the last month before it, in Word and in the PDF', async () => {
    const { docx, page } = await filled('recovery-notice', worked(TO_SERVICE));
    const zip = await Zip.load(docx);
    const [table = ''] =
      /<w:tbl>.*<\/w:tbl>/s.exec(await zip.getFile('word/document.xml').getContentText()) ?? [];
    const kept = table.split('</w:tr>').map((row) => row.includes('<w:keepNext/>'));
    expect(kept).toEqual([false, false, false, true, false, false]);
    const rows = page.body.flatMap((block) => (block.type === 'table' ? block.rows : []));
    expect(rows.map(({ keepsWithNext }) => keepsWithNext)).toEqual(kept.slice(0, -1));
  });

  test.each(loadKinds())('$kind says what it says, word by word', async (kind) => {
    const state = worked(WAYS[kind.kind] ?? [], kind.kind);
    if (kind.series !== null && kind.series !== 'notice') {
      const on = kind.kind === 'enforcement-application' ? '2023-05-08' : '2022-12-30';
      passTimeUntil(sample, on);
      const issued = issueDocument(sample.ledger, sample.office, {
        key: kind.kind,
        user: 'sun',
        via: 'test',
        case_id: state.case_id,
        kind: { ...kind, series: kind.series },
        on,
      });
      expect(issued.ok).toBe(true);
    }
    const page = await pageOf(kind.kind, state);
    const text = textOf(page)
      .replaceAll(state.case_id, 'C0')
      .replace(/弥人社追〔2022〕\d+号/g, '弥人社追〔2022〕5号');
    await expect(text).toMatchFileSnapshot(join(import.meta.dirname, 'golden', `${kind.kind}.txt`));
    expect(text).not.toMatch(/[{}]|undefined|NaN/);
    expect(typesetter.pdf(page).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('is made from a template in official form: A4, the prescribed margins and faces', async () => {
    for (const kind of loadKinds()) {
      const { content } = await loadTemplate(kind, undefined);
      const document = await (await Zip.load(content)).getFile('word/document.xml').getContentText();
      expect(document, kind.kind).toContain('w:w="11906" w:h="16838"');
      const { margins } = (
        await fillTemplate(
          await loadTemplate(kind, undefined),
          (
            await prepared('recovery-notice', worked(TO_SERVICE))
          ).data,
        )
      ).page;
      // 版心 156 mm × 225 mm
      expect((595.3 - margins.left - margins.right) * 0.352_78).toBeCloseTo(156, 0);
      expect((841.9 - margins.top - margins.bottom) * 0.352_78).toBeCloseTo(225, 0);
    }
  });
});

describe('a draft', () => {
  test('before the last signature the notice is marked 草稿 and has no number and no day', async () => {
    const { data, path } = await prepared('recovery-notice', worked(TO_SERVICE.slice(0, 4)));
    expect(data).toMatchObject({ is_draft: true, document_number: '' });
    expect(path).toContain('drafts');
    const { docx, page } = await fillTemplate(
      await loadTemplate(findKind('recovery-notice'), undefined),
      data,
    );
    const header = await (await Zip.load(docx)).getFile('word/header1.xml').getContentText();
    expect(header).toContain('string="草稿"');
    expect(textOf(page)).toContain('草稿　未编号、未签发，不得送达');
    expect(textOf(page)).not.toMatch(/〔\d{4}〕\d+号\n/);
  });

  test('the issued notice carries no mark of a draft', async () => {
    const { docx } = await filled('recovery-notice', worked(TO_SERVICE));
    expect(await (await Zip.load(docx)).getFile('word/header1.xml').getContentText()).not.toContain('草稿');
  });

  test('when the amount is fixed anew after the notice, the paper is a draft again', async () => {
    const state = worked([
      ...TO_SERVICE,
      ['li', 'fix-amount', { total_fen: 43_600, ground: '扣除一个月' }],
      ['yi', 'approve'],
    ]);
    expect((await prepared('recovery-notice', state)).data.is_draft).toBe(true);
  });

  test('an approval alone gives no number, and the draft does not deny the approval', async () => {
    const page = await pageOf('recovery-notice', worked(TO_APPROVAL));
    expect(textOf(page)).toContain('草稿　未编号、未签发，不得送达');
    expect(textOf(page)).not.toMatch(/未经?审批/);
  });
});

describe('what a notice must say', () => {
  test('the worked amount stands there month by month, in figures and in capitals', async () => {
    const text = textOf(await pageOf('recovery-notice', worked(TO_SERVICE)));
    expect(text).toContain('| 2022年6月 | 113.00 | 5.00 | — | 100.00 | — | 218.00 |');
    expect(text).toContain('| 合计 | 339.00 | 15.00 | — | 300.00 | — | 654.00 |');
    expect(text).toContain('陆佰伍拾肆元整');
  });

  test('an adjusted amount shows the adjustment as a row, so that the table adds up', async () => {
    const state = worked([
      ...TO_APPROVAL.slice(0, 3),
      ['li', 'fix-amount', { total_fen: 60_000, ground: '扣除当月' }],
      ['yi', 'approve'],
      ['li', 'notify', {}],
    ]);
    const text = textOf(await pageOf('recovery-notice', state));
    expect(text).toContain('| 调整：扣除当月 | — | — | — | — | -54.00 | -54.00 |');
    expect(text).toContain('| 合计 | 339.00 | 15.00 | — | 300.00 | -54.00 | 600.00 |');
  });

  test('a notice of 2022 does not cite the regulation of 2023, and one of 2024 does', async () => {
    const state = worked(TO_SERVICE);
    expect(textOf(await pageOf('recovery-notice', state))).not.toContain('社会保险经办条例');
    const later = (await prepared('recovery-notice', worked(TO_APPROVAL), { today: '2024-01-05' })).data;
    expect(later.laws.map(({ text }) => text).join('')).toContain(
      '《社会保险经办条例》第二十五条、第四十六条',
    );
  });

  test('a public notice shows neither a whole name nor a whole number', async () => {
    const text = textOf(await pageOf('public-notice', worked(WAYS['public-notice'] ?? [])));
    expect(text).toContain('李**');
    expect(text).not.toContain('李桂芬');
    expect(text).not.toMatch(/\d{17}[\dX]/);
  });

  test('a paper that goes out without saying where to pay is refused, its draft is not', async () => {
    const letterhead = { ...LETTERHEAD, payee_account: undefined };
    const made = (steps: Parameters<typeof act>[2]) =>
      prepared('recovery-notice', worked(steps), { letterhead });
    await expect(made(TO_SERVICE)).rejects.toThrow('payee_account');
    expect((await made(TO_APPROVAL)).data.payee_account).toBe('（未设置）');
  });
});

describe('rare characters', () => {
  test('𠮷 and 㐱 are set, and a character that no font has is refused by name', async () => {
    const page = await pageOf('recovery-notice', worked(TO_SERVICE));
    expect(textOf(page)).toContain('㐱𠮷祥');
    expect(typesetter.pdf(page).length).toBeGreaterThan(10_000);
    const strange = {
      ...page,
      body: page.body.map((block) =>
        block.type === 'paragraph'
          ? {
              ...block,
              runs: block.runs.map((run) => ({ ...run, text: run.text.replace('𠮷', '\u{323af}') })),
            }
          : block,
      ),
    };
    expect(() => typesetter.pdf(strange)).toThrow('U+323AF');
  });

  test('the Word file keeps them as they are', async () => {
    const { docx } = await filled('recovery-notice', worked(TO_SERVICE));
    expect(await new TemplateHandler().getText(docx)).toContain('㐱𠮷祥');
  });
});

test.each([
  ['rare-han', 'Unlimited permission is granted to use, copy, and distribute it'],
  ['noto-serif-sc', 'SIL OPEN FONT LICENSE Version 1.1'],
])('the shipped font %s names its licence beside it', (font, words) => {
  const licence = readFileSync(join(import.meta.dirname, `../../reports/fonts/LICENSE-${font}.txt`), 'utf8');
  expect(licence).toContain(words);
});

test('a paper bears the title that the office has given its kind, and others name it so', async () => {
  const letterhead = {
    ...LETTERHEAD,
    titles: { reminder: '履行催告书', 'recovery-notice': '社会保险待遇追缴决定书' },
  };
  const state = worked([...TO_SERVICE, ...REMINDED]);
  const { page } = await fillPaper(sample, 'reminder', state, { letterhead, today: '2022-12-06' });
  const text = textOf(page);
  expect(text).toContain('\n履行催告书\n');
  expect(text).toContain('作出《社会保险待遇追缴决定书》（弥人社追〔2022〕');
  expect(text).not.toContain('追缴通知书');
});

test('the register of papers knows of every paper what its case knows: how it reached its reader, and whether it is void', () => {
  const { case_id } = worked([...TO_SERVICE, ...REMINDED]);
  numberedPapers(sample.ledger);
  remind(case_id);
  const own = numberedPapers(sample.ledger).filter((paper) => paper.case_id === case_id);
  const [notice] = loadCase(sample.ledger, case_id)?.notices ?? [];
  const [reminder] = listDocuments(sample.ledger, case_id);
  expect(reminder?.served?.on).toBe('2022-12-06');
  expect(own.map(({ document_number, served, is_void }) => ({ document_number, served, is_void }))).toEqual([
    { document_number: notice?.notice_number, served: notice?.served, is_void: false },
    {
      document_number: reminder?.document_number,
      served: { ...reminder?.served, pay_by_on: null },
      is_void: false,
    },
  ]);
  expect(own.map(({ history }) => history.map(({ act: done, detail }) => `${done} ${detail}`))).toEqual([
    [`issued ${notice?.issued_on}`, `served ${notice?.served?.on}`],
    ['issued 2022-12-05', 'served 2022-12-06'],
  ]);
});
