import type { Finding } from '../../core/finding.ts';
import { parseResidentId, type ResidentIdReason } from '../../core/resident-id/index.ts';
import type { OwnCell, OwnTable } from '../case-explanation.ts';
import { compareDigits } from '../difference.ts';
import type { Matter } from '../matter.ts';
import { type Bilingual, say } from '../say.ts';
import { cell, column } from './cells.ts';

interface Use {
  number: string;
  name: string;
  record_id: number;
  sources: string;
  rows: number;
  is_payee: boolean;
}

const FAULTS: Readonly<Record<ResidentIdReason, Bilingual>> = {
  characters: ['有不允许的字符', 'a character that no number has'],
  'fifteen-digit': ['15位旧号码', 'an old number of 15 digits'],
  length: ['位数不对', 'wrong length'],
  'excel-truncated': ['末三位成了000', 'last three digits turned into zeros'],
  'birth-date': ['出生日期不成立', 'no such birth date'],
  region: ['行政区划代码从未使用', 'region code never in use'],
  'check-digit': ['校验码不符', 'wrong check digit'],
};

/** Every number and name that the finding is about, each once, with the lists that have it so. */
export async function tellIdentities(matter: Matter, finding: Finding): Promise<OwnTable | null> {
  const { build, language, person, sheets, masker, rules } = matter;
  if (rules.get(finding.rule_id)?.definition.shown_as !== 'identities') return null;
  const told = Object.entries(finding.facts).flatMap(([fact, value]) =>
    fact.includes('resident_id') && typeof value === 'string' && !fact.startsWith('proposed') ? [value] : [],
  );
  const numbers = [...new Set([...told, person.resident_id_raw ?? person.resident_id ?? ''])].filter(Boolean);
  const marks = numbers.map((_number, index) => `$n${index}`).join(', ');
  const uses = await build.rows<Use>(
    `select coalesce(resident_id, resident_id_raw) as number, name, min(record_id) as record_id,
        string_agg(distinct source, ',' order by source) as sources, count(*) as rows, bool_or(is_payee) as is_payee
     from canonical.identity_use
     where resident_id in (${marks}) or resident_id_raw in (${marks})
     group by all
     order by is_payee desc, record_id`,
    Object.fromEntries(numbers.map((number, index) => [`n${index}`, number])),
  );
  const proposed = finding.facts.proposed_resident_id;
  const [first] = uses;
  if (first === undefined) return null;
  const numberCell = (number: string): OwnCell => {
    const masked = masker.number(number) ?? number;
    if (number === first.number) return cell(masked);
    const { shown, right } = compareDigits(
      { text: first.number, masked: masker.number(first.number) ?? first.number },
      { text: number, masked },
    );
    return { text: shown.right, gap: null, marks: right };
  };
  return {
    finding_key: finding.finding_key,
    kind: 'identities',
    title: say(language, ['涉及的号码与姓名', 'The numbers and names in question']),
    unit: say(language, [
      '一行一个号码与姓名；与首行不同处有标记',
      'one row a number and name; what differs from the first is marked',
    ]),
    columns: [
      column(matter, 'number', ['身份证号', 'ID number']),
      column(matter, 'valid', ['号码本身', 'The number itself']),
      column(matter, 'name', ['姓名', 'Name']),
      column(matter, 'sex-birth', ['性别·出生年', 'Sex, year of birth']),
      column(matter, 'lists', ['登记在', 'Stands in']),
    ],
    rows: [
      ...uses.map((use) => ({
        cells: [
          numberCell(use.number),
          ...ofNumber(matter, use.number),
          cell(masker.name(use.name)),
          sexBirth(matter, use.number),
          cell(listsOf(matter, use.sources)),
        ],
        place: sheets.place(use.record_id, language),
        is_in_question: use.is_payee,
      })),
      ...(typeof proposed === 'string'
        ? [
            {
              cells: [
                numberCell(proposed),
                cell(say(language, ['有效，建议核对', 'valid; proposed, to be checked'])),
                cell(null, 'none'),
                sexBirth(matter, proposed),
                cell(null, 'none'),
              ],
              place: null,
              is_in_question: false,
            },
          ]
        : []),
    ],
    total: null,
  };
}

function ofNumber({ language }: Matter, number: string): OwnCell[] {
  const { reason } = parseResidentId(number);
  return [cell(say(language, reason === null ? ['有效', 'valid'] : FAULTS[reason]))];
}

/** As the number itself says; an invalid one says nothing. */
function sexBirth({ language }: Matter, number: string): OwnCell {
  const { sex, born_on: born } = parseResidentId(number);
  if (sex === null || born === null) return cell(null);
  return cell(
    say(language, [`${sex === 'male' ? '男' : '女'}·${born.slice(0, 4)}年`, `${sex}, ${born.slice(0, 4)}`]),
  );
}

function listsOf({ language, sources }: Matter, of: string): string {
  return of
    .split(',')
    .map((source) => {
      const { title = source, english = source } = sources.get(source) ?? {};
      return say(language, [title, english]);
    })
    .join(language === 'zh' ? '、' : ', ');
}
