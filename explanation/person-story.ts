import { maskName, maskResidentId } from '../core/mask.ts';
import { monthOf } from '../core/month.ts';
import { fileNoSql, sheetNoSql } from '../core/row-number.ts';
import type { Language } from '../core/words/language.ts';
import type { RowPlace } from './case-explanation.ts';
import { listEvents } from './events.ts';
import { EVERYBODY } from './everybody.ts';
import { gatherMatter, type PaymentRecord } from './matter.ts';
import type { PublishedBuild, PublishedReader } from './published-reader.ts';

/** Somebody whom the received files name, as a list of people found shows them. */
export interface FoundPerson {
  person_id: string;
  resident_id: string | null;
  name: string;
  township: string | null;
  village: string | null;
  is_payee: boolean;
}

/** One thing that is known of a person, by month. */
export interface StoryLine {
  month: number;
  on: string | null;
  kind: 'paid' | 'not-paid' | 'event' | 'finding';
  text: string;
  amount_fen: number | null;
  /** Of payments that follow one another and are the same: the last month, and how many there are. */
  until: number | null;
  times: number;
  place: RowPlace | null;
  case_id: string | null;
}

/** All that the published build knows of one person, and which lists name them. */
export interface PersonStory {
  as_of: string;
  person: {
    name: string;
    resident_id: string;
    born_on: string | null;
    township: string | null;
    village: string | null;
  };
  lines: StoryLine[];
  lists: {
    title: string;
    english: string;
    rows: number;
    place: RowPlace | null;
  }[];
}

/** Fewer digits than these end too many numbers to find anybody by them. */
const FEWEST_DIGITS = 4;
const FOUND = 50;

/** People of the build by their name or its beginning, a whole number or its end; masked by whoever shows them. */
export async function findPeople(build: PublishedBuild, typed: string): Promise<FoundPerson[]> {
  const text = typed.normalize('NFKC').trim();
  const digits = text.toUpperCase().replaceAll(/[\s-]/g, '');
  const isNumber = /^\d+X?$/.test(digits);
  if (text === '' || (isNumber && digits.length < FEWEST_DIGITS)) return [];
  const where = isNumber
    ? 'ends_with(resident_id, $sought) or ends_with(upper(resident_id_raw), $sought)'
    : 'starts_with(name, $sought)';
  return build.rows<FoundPerson>(
    `select person_id, coalesce(resident_id, resident_id_raw) as resident_id, name, township, village, is_payee
     from ${EVERYBODY} as person where ${where}
     order by name <> $sought, name, township, village, person_id limit ${FOUND}`,
    { sought: isNumber ? digits : text },
  );
}

/** Where somebody lives who is known to the build; null for nobody. */
export function personOfBuild(build: PublishedBuild, personId: string): Promise<FoundPerson | undefined> {
  return build.first<FoundPerson>(
    `select person_id, coalesce(resident_id, resident_id_raw) as resident_id, name, township, village, is_payee
     from ${EVERYBODY} as person where person_id = $person`,
    { person: personId },
  );
}

/** What was paid to one person and what happened to them, on one line of time; numbers and all other names stay masked. */
export function tellPerson(
  reader: PublishedReader,
  personId: string,
  language: Language,
): Promise<PersonStory> {
  return reader.use(async (build) => {
    const matter = await gatherMatter(build, {
      ...{ person_id: personId, findings: [], language },
      show_name: true,
    });
    const found = await build.rows<{
      title: string;
      english: string;
      case_id: string | null;
      reason: string;
      amount_fen: number | null;
      first_month: number | null;
      first_found_on: string;
    }>(
      `select finding.title, rule.english, case_id, reason, amount_fen, first_month, first_found_on::varchar as first_found_on
       from result.finding as finding
       left join result.rule as rule on rule.rule_id = finding.rule_id
       where person_id = $person and status <> 'withdrawn' order by finding_id`,
      { person: personId },
    );
    const lines: StoryLine[] = [
      ...paymentRuns(matter.payments),
      ...listEvents(matter).map(
        ({ month, on, label, amount_fen, place }): StoryLine => ({
          ...{ month, on, text: label, amount_fen, place },
          ...{ kind: 'event', until: null, times: 1, case_id: null },
        }),
      ),
      ...found.map(
        (finding): StoryLine => ({
          month: monthOf(finding.first_found_on),
          on: finding.first_found_on,
          kind: 'finding',
          text: language === 'zh' ? finding.reason : finding.english,
          amount_fen: finding.amount_fen,
          ...{ until: null, times: 1, place: null, case_id: finding.case_id },
        }),
      ),
    ];
    const { name, resident_id, resident_id_raw, born_on, township, village } = matter.person;
    // every row that was put down to this person, whatever it was known by
    const rows = await build.rows<{ row_id: number; source: string }>(
      `select row_id, file_sheet.source
       from link.row_of_person as own
       inner join file_sheet
           on file_sheet.file_no = ${fileNoSql('own.row_id')} and file_sheet.sheet_no = ${sheetNoSql('own.row_id')}
       where own.person_id = $person and file_sheet.source is not null order by row_id`,
      { person: personId },
    );
    const bySource = Map.groupBy(rows, ({ source }) => source);
    return matter.masker.all({
      as_of: matter.as_of,
      person: {
        name,
        resident_id: maskResidentId(resident_id ?? resident_id_raw),
        born_on: born_on === null ? null : String(born_on).slice(0, 4),
        ...{ township, village },
      },
      lines: lines.sort(
        (one, other) => one.month - other.month || ((one.on ?? '') < (other.on ?? '') ? -1 : 1),
      ),
      lists: [...bySource].map(([source, rows]) => {
        const last = rows.at(-1);
        const known = matter.sources.get(source);
        return {
          title: known?.title ?? source,
          english: known?.english ?? source,
          rows: rows.length,
          place: last === undefined ? null : matter.sheets.place(last.row_id, language),
        };
      }),
    });
  });
}

/** As a list of people found shows somebody. */
export function maskFound(person: FoundPerson): FoundPerson {
  return { ...person, name: maskName(person.name), resident_id: maskResidentId(person.resident_id) };
}

/** Payments that follow one another with the same amount and state are told as one. */
function paymentRuns(payments: readonly PaymentRecord[]): StoryLine[] {
  const runs: (StoryLine & { state: string })[] = [];
  for (const { month, amount_fen, state, is_settled, is_arrears } of payments) {
    const last = runs.at(-1);
    const kind = is_settled ? 'paid' : 'not-paid';
    const told = `${is_arrears ? 'arrears' : kind} ${state}`;
    if (last?.state === told && last.amount_fen === amount_fen) {
      last.until = month;
      last.times += 1;
      continue;
    }
    runs.push({
      ...{ month, on: null, kind, text: is_arrears ? 'arrears' : '', amount_fen, state: told },
      ...{ until: null, times: 1, place: null, case_id: null },
    });
  }
  return runs.map(({ state: _state, ...line }) => line);
}
