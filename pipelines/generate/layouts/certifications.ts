import { monthOfYear, yearOf } from '../../../core/month.ts';
import { certifiedFrom } from '../bulk.ts';
import type { County } from '../county.ts';
import { type DateStyle, formOf } from '../form.ts';
import type { Beneficiary, Certified } from '../model.ts';
import type { FilePlan, Format } from '../sheet.ts';
import { date, serial, textCells } from './columns.ts';

export interface Certification {
  person: Beneficiary;
  certified: Certified;
}

const LOOKS: readonly [Format, DateStyle][] = [
  ['csv', 'iso'],
  ['tab-gbk', 'loose'],
  ['html-xls', 'chinese'],
  ['xlsx', 'dated'],
];

/** One file for each half-year that a window opens. */
export function* certificationPlans(
  county: County,
  people: readonly Beneficiary[],
  isPlain: boolean,
): Generator<FilePlan<Certification>> {
  for (const [at, window] of county.windows.entries()) {
    const [format, dates] = isPlain
      ? (['csv', 'iso'] as const)
      : (LOOKS[at % LOOKS.length] ?? ['csv', 'iso']);
    const half = monthOfYear(window) === 3 ? '上半年' : '下半年';
    yield {
      name: `${yearOf(window)}年${half}待遇领取资格认证记录`,
      source: 'certification',
      format,
      form: formOf(dates, 'compact', 'plain'),
      columns: [
        serial(),
        textCells('姓名', (row) => row.certified.name ?? row.person.name),
        textCells('身份证号码', (row) => row.certified.resident_id ?? row.person.resident_id),
        textCells('乡镇', (row) => row.person.township),
        textCells('认证方式', (row) => row.certified.channel),
        date('认证日期', (row) => row.certified.on),
        textCells('认证结果', () => '通过'),
      ],
      rows: certifications(people, window),
      dress: format === 'xlsx' ? { title: ['待遇领取资格认证记录表'] } : {},
    };
  }
}

function* certifications(people: readonly Beneficiary[], window: number): Generator<Certification> {
  for (const [place, person] of people.entries()) {
    for (const certified of certifiedFrom(person, window, place)) yield { person, certified };
  }
}
