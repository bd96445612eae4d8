import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadCase } from '../../casework/casebook/load-case.ts';
import { printableCase } from '../../casework/casebook/printable-case.ts';
import { findKept } from '../../casework/documents/kept-paper.ts';
import { listDocuments, voidDocument } from '../../casework/documents/register.ts';
import { proveLedger } from '../../casework/reads/proof/prove-ledger.ts';
import { casesToPublish, publishPaper } from '../../reports/notices/publish.ts';
import { runHere } from '../support/command-here.ts';
import { openSampleOffice, passTimeUntil, type SampleOffice } from '../support/sample-office.ts';
import { caseOf, deskOf, handOutPaper, preparePaper, settleLetterhead } from './paper-desk.ts';
import { act, LETTERHEAD, openWorkedCase, TO_SERVICE, UNSERVED } from './worked-case.ts';

let sample: SampleOffice;
beforeEach(() => {
  sample = openSampleOffice();
});
afterEach(() => sample.close());

/** Cases whose notice could be brought to nobody. */
function unserved(count: number): string[] {
  return Array.from({ length: count }, (_, index) => {
    const caseId = openWorkedCase(sample, `p${index}`, '王秀兰');
    act(sample, caseId, [...TO_SERVICE.slice(0, -1), ...UNSERVED]);
    return caseId;
  });
}

function publish(cases: readonly string[], more: object = {}) {
  passTimeUntil(sample, '2022-10-20');
  const servers = ['张经办', '李经办'];
  const place = '弥勒市人民政府门户网站、竹园镇公示栏';
  return publishPaper(deskOf(sample), LETTERHEAD, {
    key: 'one',
    cases,
    on: '2022-10-20',
    servers,
    place,
    ...more,
  });
}

async function paper(caseId: string) {
  const wishes = { today: '2022-10-20', withPdf: true };
  const { job } = await preparePaper(sample, 'public-notice', caseOf(sample, caseId), wishes);
  const bytes = await handOutPaper(sample, job);
  return { bytes, text: await new TemplateHandler().getText(Buffer.from(bytes)) };
}

test('a case is called served only from the day on which the term of its public notice has run', async () => {
  const [caseId = ''] = unserved(1);
  await publish([caseId]);
  const calledOn = (today: string) =>
    printableCase(caseOf(sample, caseId), [], sample.office.clocks, { unmask: false, moves: [], today })
      .status_title.zh;
  expect([calledOn('2022-10-20'), calledOn('2022-11-18')]).toEqual(['公告中', '公告中']);
  expect(calledOn('2022-11-19')).toBe('已送达');
});

describe('one public notice for many', () => {
  test('has one number, masks everybody, and serves each case when its term has run', async () => {
    const cases = unserved(3);
    expect(casesToPublish(sample.ledger, '2022-10-20')).toEqual(cases);
    const { document } = await publish(cases);
    expect(document).toMatchObject({ document_number: '弥人社公〔2022〕1号', joint: cases });
    for (const caseId of cases) {
      const state = loadCase(sample.ledger, caseId);
      expect(state).toMatchObject({
        status: 'served',
        milestones: { published_on: '2022-10-20', served_on: '2022-11-19' },
      });
      expect(state?.notices[0]?.served?.record).toMatchObject({
        place: '弥勒市人民政府门户网站、竹园镇公示栏',
        reason: '弥人社公〔2022〕1号',
      });
      expect(listDocuments(sample.ledger, caseId)).toMatchObject([
        { document_number: '弥人社公〔2022〕1号' },
      ]);
    }
    const { bytes, text } = await paper(cases[1] ?? '');
    expect((await paper(cases[0] ?? '')).bytes).toEqual(bytes);
    expect(text).not.toContain('李桂芬');
    expect(text).not.toContain('532526195203049963');
    expect(text.match(/李\*\*/g)).toHaveLength(3);
    for (const number of [1, 2, 3]) expect(text).toContain(`弥人社追〔2022〕${number}号`);
    expect(text).toContain('自本公告发布之日起30日内');
    for (const caseId of cases)
      expect(findKept(sample.ledger, caseId, '弥人社公〔2022〕1号').map(({ format }) => format)).toEqual([
        'docx',
        'pdf',
      ]);
    expect(proveLedger(sample.ledger)).toMatchObject({ is_sound: true });
  });

  test('is refused whole where of one of them no other way stands in the ledger, and no number is spent', async () => {
    const cases = unserved(2);
    const untried = openWorkedCase(sample, 'p9');
    act(sample, untried, TO_SERVICE.slice(0, -1));
    await expect(publish([...cases, untried])).rejects.toMatchObject({ code: 'paper-not-true' });
    act(sample, untried, UNSERVED.slice(0, 1));
    await expect(publish([...cases, untried])).rejects.toMatchObject({ code: 'other-ways-first' });
    for (const caseId of [...cases, untried]) {
      expect(loadCase(sample.ledger, caseId)?.status).toBe('notified');
      expect(listDocuments(sample.ledger, caseId)).toEqual([]);
    }
    act(sample, untried, UNSERVED.slice(1));
    expect((await publish([...cases, untried])).document.document_number).toBe('弥人社公〔2022〕1号');
  });

  test('one way is enough where somebody confirms that nobody knows where the reader is', async () => {
    const caseId = openWorkedCase(sample, 'p1');
    const lost = { reason: '全家外出，去向不明', servers: ['张经办', '李经办'], unknown_by: '竹园村委会' };
    act(sample, caseId, [
      ...TO_SERVICE.slice(0, -1),
      ['li', 'fail-to-serve', { on: '2022-10-11', method: 'in-person', ...lost }],
    ]);
    expect((await publish([caseId])).cases).toEqual([caseId]);
  });

  test('asked for again with the same key it is the same; without a place or two hands it is refused', async () => {
    const cases = unserved(2);
    await expect(publish(cases, { place: ' ' })).rejects.toMatchObject({ code: 'place-required' });
    await expect(publish(cases, { servers: ['张经办'] })).rejects.toMatchObject({ code: 'two-servers' });
    const once = await publish(cases);
    const again = await publish(cases);
    expect(again.document.document_number).toBe(once.document.document_number);
  });

  test('that cases were served by is not made void', async () => {
    const cases = unserved(2);
    const { document } = await publish(cases);
    const asked = { user: 'sun', via: 'test', case_id: cases[0] ?? '', reason: '误发' };
    const voided = voidDocument(sample.ledger, sample.office, {
      ...asked,
      document_number: document.document_number,
    });
    expect(voided).toMatchObject({ ok: false, refusal: { code: 'public-notice-stands' } });
  });

  test('of all that failed is refused with its reason where nothing has failed', async () => {
    const words = ['notice', 'publish', '--all-failed', '--as', 'li', '--servers', '张经办,李经办'];
    const ended = await runHere(['--home', sample.home, ...words, '--place', '中心公示栏']);
    expect([ended.code === 0, ended.stderr.includes('台账里没有可以公告送达的案件')]).toEqual([false, true]);
  });

  test('comes from the command line, for all that could be served in no other way', async () => {
    const cases = unserved(2);
    settleLetterhead(sample);
    const words = ['notice', 'publish', '--all-failed', '--as', 'li', '--servers', '张经办,李经办'];
    const done = await runHere([
      ...['--home', sample.home, '--json', ...words],
      ...['--place', '中心公示栏', '--pdf'],
    ]);
    expect(JSON.parse(done.stdout)).toMatchObject({ made: 1, documents: [{ kind: 'public-notice' }] });
    expect(cases.map((one) => loadCase(sample.ledger, one)?.status)).toEqual(['served', 'served']);
  });
});
