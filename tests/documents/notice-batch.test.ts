import { mkdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { TemplateHandler } from 'easy-template-x';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { stringify } from 'yaml';
import { writeFileAtomically } from '../../storage/atomic-file.ts';
import { Office } from '../night/office.ts';
import { openSampleOffice, type SampleOffice, sampleFinding } from '../support/sample-office.ts';
import { laidOut, settleLetterhead } from './paper-desk.ts';
import { approveMany, LETTERHEAD } from './worked-case.ts';

let sample: SampleOffice;
let office: Office;
beforeEach(() => {
  sample = openSampleOffice();
  office = new Office({ root: sample.home, home: sample.home });
  settleLetterhead(sample);
});
afterEach(() => sample.close());

test('what is written on the paper is the number in the ledger', async () => {
  const [caseId = ''] = approveMany(sample, 1);
  const issued = await office.run('--json', 'notice', 'issue', caseId, '--as', 'li', '--on', '2022-10-11');
  expect(issued.code, issued.stderr).toBe(0);
  const { documents } = JSON.parse(issued.stdout) as { documents: { number: string; path: string }[] };
  expect(documents[0]?.number).toBe('弥人社追〔2022〕1号');
  const text = await new TemplateHandler().getText(readFileSync(documents[0]?.path ?? ''));
  expect(text).toContain('弥人社追〔2022〕1号');
  expect(text).toContain('2022年10月11日');
});

test('a draft may be asked for at any time and takes no number', async () => {
  const [caseId = ''] = approveMany(sample, 1);
  const drafted = await office.run('--json', 'notice', 'draft', caseId, '--as', 'li');
  expect(JSON.parse(drafted.stdout)).toMatchObject({ documents: [{ is_draft: true, number: '' }] });
  const issued = await office.run('--json', 'notice', 'issue', caseId, '--as', 'li');
  expect(JSON.parse(issued.stdout)).toMatchObject({ documents: [{ is_draft: false }] });
});

test('a case that is not approved gets no notice', async () => {
  const finding = sampleFinding({ person_id: 'p1' });
  const caseId = sample.caseOf(finding);
  const refused = await office.run('notice', 'issue', caseId, '--as', 'li');
  expect(refused.code).toBe(3);
  expect(laidOut(sample)).toEqual([]);
});

test('a spoiled template of the office is found before a number is given', async () => {
  const [caseId = ''] = approveMany(sample, 1);
  writeFileAtomically(
    join(sample.home, 'hedui.yaml'),
    stringify({ documents: { ...LETTERHEAD, templates: 'templates' } }),
  );
  mkdirSync(join(sample.home, 'templates'));
  writeFileAtomically(join(sample.home, 'templates/recovery-notice.docx'), 'not a file of Word');
  const refused = await office.run('notice', 'issue', caseId, '--as', 'li');
  expect(refused.code).toBe(3);
  expect(refused.stderr).toContain('recovery-notice.docx');
  expect(sample.ledger.db.prepare('select count(*) as n from notice_number').get()?.n).toBe(0);
  expect((await office.run('notice', 'check')).code).toBe(3);
});

test('an office that has not said who it is gives no number away', async () => {
  const [caseId = ''] = approveMany(sample, 1);
  writeFileAtomically(join(sample.home, 'hedui.yaml'), stringify({ documents: {} }));
  for (const kind of ['recovery-notice', 'verification']) {
    const refused = await office.run('--json', 'notice', 'issue', caseId, '--as', 'li', '--kind', kind);
    expect([refused.code, JSON.parse(refused.stdout)]).toMatchObject([
      3,
      { error: { code: 'letterhead-incomplete' } },
    ]);
  }
  expect(sample.ledger.db.prepare('select count(*) as n from notice_number').get()?.n).toBe(0);
});

test('an office of another place names its own court, organ and numbers before anything goes out', async () => {
  const [caseId = ''] = approveMany(sample, 1);
  const { issuer: _, review_organ: _organ, court: _court, ...lines } = LETTERHEAD;
  const settings = { office: '建水县城乡居民社会养老保险中心', documents: lines };
  writeFileAtomically(join(sample.home, 'hedui.yaml'), stringify(settings));
  const refused = await office.run('notice', 'issue', caseId, '--as', 'li');
  expect(refused.code).toBe(3);
  for (const key of ['review_organ', 'court', 'casework.notice_prefix'])
    expect(refused.stderr).toContain(key);
  const own = { review_organ: '建水县人民政府', court: '建水县人民法院' };
  writeFileAtomically(
    join(sample.home, 'hedui.yaml'),
    stringify({ ...settings, documents: { ...lines, ...own }, casework: { notice_prefix: '建人社追' } }),
  );
  const issued = await office.run('notice', 'issue', caseId, '--as', 'li');
  expect([issued.code, issued.stdout]).toEqual([0, expect.stringContaining('建人社追〔')]);
  const asked = await office.run('notice', 'issue', caseId, '--as', 'li', '--kind', 'verification');
  expect([asked.code, asked.stderr]).toEqual([3, expect.stringContaining('series.verification')]);
});
