import { maskResidentId } from '../core/mask.ts';
import { yearOf } from '../core/month.ts';
import type { DebtorSuggestion } from './case-explanation.ts';
import { householdMembers } from './household-members.ts';
import { isAbout, type Matter } from './matter.ts';
import { type ReceivedRow, textValue } from './rows/received-rows.ts';
import { say } from './say.ts';

/** Who may have drawn what was paid after a death. Names to ask about, never an answer. */
export async function suggestDebtors(matter: Matter): Promise<DebtorSuggestion[]> {
  // a funeral grant that was paid twice is no finding about a death, and yet somebody else drew it
  const isAfterDeath = matter.findings.some(
    (finding) =>
      finding.direction === 'fund' &&
      (isAbout(matter, finding, 'death') ||
        (finding.facts.died_on ?? finding.facts.died_month ?? null) !== null),
  );
  if (!isAfterDeath) return [];
  const [rows, household] = await Promise.all([rowsOfOthers(matter), householdOf(matter)]);
  const suggestions = [
    ...accountHolders(matter),
    ...rows.flatMap((row) => namedIn(matter, row)),
    ...household,
  ];
  const seen = new Set<string>();
  return suggestions.filter(({ kind, name }) => {
    const isNew = !seen.has(`${kind}/${name}`);
    seen.add(`${kind}/${name}`);
    return isNew && name !== matter.person.name;
  });
}

export function maskDebtor({ masker }: Matter, debtor: DebtorSuggestion): DebtorSuggestion {
  const { name, resident_id } = debtor;
  return { ...debtor, name: masker.name(name), resident_id: resident_id && maskResidentId(resident_id) };
}

function accountHolders({ findings, payments, sheets, language }: Matter): DebtorSuggestion[] {
  const claimed = new Set(findings.flatMap(({ lines }) => lines.map(({ line_id: id }) => id)));
  return payments
    .filter(({ line_id: id, holder_name: holder }) => claimed.has(String(id)) && holder !== null)
    .map(({ holder_name: holder, row_id: row }) => ({
      kind: 'account-holder' as const,
      name: holder ?? '',
      relation: null,
      resident_id: null,
      why: say(language, [
        '这几个月的款项打入此户名的账户',
        'The money of these months went to an account in this name',
      ]),
      place: sheets.place(row, language),
    }));
}

/** People of the same household: the register names them, and says nothing of who drew the money. */
async function householdOf({
  build,
  person,
  masker,
  sheets,
  language,
  as_of_month: now,
}: Matter): Promise<DebtorSuggestion[]> {
  const members = await householdMembers(build, person.person_id, yearOf(now));
  for (const { name } of members) masker.learn(name);
  return members.map(({ name, resident_id, record_id }) => ({
    kind: 'household' as const,
    name,
    // the register states what somebody is to the head of the household, not to this person
    relation: null,
    resident_id,
    why: say(language, [
      '户籍登记在同一户；是否由其领取须另行核实',
      'Registered in the same household; whether they drew the money is still to be found out',
    ]),
    place: sheets.place(record_id, language),
  }));
}

/** Rows that name whoever buried or reported: the funeral grant's and the cremation's. */
async function rowsOfOthers({ others, deaths, sheets, language, received }: Matter): Promise<ReceivedRow[]> {
  const ids = [
    ...others.filter(({ kind }) => kind === 'grant').map(({ record_id: id }) => id),
    ...deaths.filter(({ source_kind: kind }) => kind === 'cremation').map(({ record_id: id }) => id),
  ];
  const rows = await Promise.all(
    ids.map((id) => {
      const place = sheets.place(id, language);
      return place && received.read(place);
    }),
  );
  return rows.filter((row) => row !== null);
}

function namedIn({ language }: Matter, { place, values }: ReceivedRow): DebtorSuggestion[] {
  const recipient = textValue(values, 'recipient_name');
  const kin = textValue(values, 'kin_name');
  return [
    ...(recipient === null
      ? []
      : [
          {
            kind: 'grant-applicant' as const,
            name: recipient,
            relation: textValue(values, 'relation'),
            resident_id: null,
            why: say(language, ['领取了丧葬补助金', 'Received the funeral grant']),
            place,
          },
        ]),
    ...(kin === null
      ? []
      : [
          {
            kind: 'reporter' as const,
            name: kin,
            relation: null,
            resident_id: null,
            why: say(language, ['办理了火化', 'Arranged the cremation']),
            place,
          },
        ]),
  ];
}
