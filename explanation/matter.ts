import type { Finding, MatchStrength } from '../core/finding.ts';
import type { Language } from '../core/words/language.ts';
import type { Subject } from '../core/words/rules.ts';
import type { ExplainRequest } from './case-explanation.ts';
import { EVERYBODY } from './everybody.ts';
import { Masker } from './masker.ts';
import type { PublishedBuild } from './published-reader.ts';
import { ReceivedRows } from './rows/received-rows.ts';
import { type SheetIndex, sheetsOf } from './rows/row-place.ts';
import { type RecordedRule, rulesOf } from './rule-catalogue.ts';
import { type SourceState, sourcesOf } from './sources-state.ts';

export interface PersonRecord {
  person_id: string;
  resident_id: string | null;
  resident_id_raw: string | null;
  name: string;
  born_on: string | null;
  sex: 'male' | 'female' | null;
  township: string | null;
  village: string | null;
}

export interface PaymentRecord {
  line_id: number;
  row_id: number;
  month: number;
  paid_month: number | null;
  amount_fen: number;
  basic_fen: number | null;
  age_topup_fen: number | null;
  is_arrears: boolean;
  state: string;
  is_settled: boolean;
  holder_name: string | null;
}

export interface DeathRecord {
  record_id: number;
  died_on: string | null;
  died_month: number;
  source_kind: string;
  is_upper_bound: boolean;
  is_revoked: boolean;
  is_adopted: boolean;
}

/** A received row that was put down to the person, and by what. */
export interface PersonRow {
  row_id: number;
  source: string;
  match_strength: MatchStrength;
  basis: string;
}

export interface CertificationRecord {
  record_id: number;
  certified_on: string | null;
  certified_month: number;
  channel: string;
  is_in_person: boolean;
}

export interface SentenceRecord {
  record_id: number;
  penalty: string;
  starts_on: string | null;
  starts_month: number | null;
  ends_on: string | null;
  ends_month: number | null;
  released_month: number | null;
  is_served: boolean;
}

export interface OtherRecord {
  record_id: number;
  kind: 'registration' | 'grant' | 'employee' | 'land-loss' | 'on-behalf';
  code: string;
  on: string | null;
  month: number;
  amount_fen: number | null;
}

/** Everything known of one person, before it is put into words. */
export interface Matter {
  build: PublishedBuild;
  language: Language;
  masker: Masker;
  as_of: string;
  as_of_month: number;
  last_roster_month: number;
  person: PersonRecord;
  /** Largest first. */
  findings: readonly Finding[];
  rules: ReadonlyMap<string, RecordedRule>;
  sources: ReadonlyMap<string, SourceState>;
  sheets: SheetIndex;
  received: ReceivedRows;
  payments: readonly PaymentRecord[];
  deaths: readonly DeathRecord[];
  certifications: readonly CertificationRecord[];
  sentences: readonly SentenceRecord[];
  others: readonly OtherRecord[];
  rows: readonly PersonRow[];
}

/** Asks the build for all it knows of the person. */
export async function gatherMatter(build: PublishedBuild, request: ExplainRequest): Promise<Matter> {
  const of = { person: request.person_id };
  const ask = <T>(sql: string): Promise<T[]> => build.rows<T>(sql, of);
  const [run, rules, sources, sheets, persons, payments, deaths, certifications, sentences, others, rows] =
    await Promise.all([
      build.once('run', () =>
        build.first<{ as_of: string; as_of_month: number; last_roster_month: number }>(
          `select as_of, as_of_month, (select coalesce(max(month), 0) from canonical.roster_month) as last_roster_month
           from parameter.run`,
        ),
      ),
      rulesOf(build),
      sourcesOf(build),
      sheetsOf(build),
      ask<PersonRecord>(
        `select person_id, resident_id, resident_id_raw, name, born_on, sex, township, village
         from ${EVERYBODY} as person where person_id = $person`,
      ),
      ask<PaymentRecord>(
        `select line_id, row_id, month, paid_month, amount_fen, basic_fen, age_topup_fen, is_arrears, state, is_settled, holder_name
         from canonical.benefit_payment where person_id = $person order by month, line_id`,
      ),
      ask<DeathRecord>(
        `select record.record_id, record.died_on, record.died_month, record.source_kind, record.is_upper_bound,
             record.is_revoked, coalesce(death.record_id = record.record_id, false) as is_adopted
         from canonical.death_record as record
         left join canonical.death as death on death.person_id = record.person_id
         where record.person_id = $person
         order by is_adopted desc, record.died_month, record.died_on, record.record_id`,
      ),
      ask<CertificationRecord>(
        `select record_id, certified_on, certified_month, channel, is_in_person
         from canonical.certification
         where person_id = $person and is_passed and not is_batch and channel <> 'data-comparison'
         order by certified_month, certified_on, record_id`,
      ),
      ask<SentenceRecord>(
        `select record_id, penalty, starts_on, coalesce(starts_month, admitted_month, effective_month) as starts_month,
             ends_on, ends_month, released_month, is_served
         from canonical.imprisonment where person_id = $person order by starts_month, record_id`,
      ),
      ask<OtherRecord>(OTHERS),
      ask<PersonRow>(
        `select row_id, source, match_strength, basis from link.person_row where person_id = $person order by row_id`,
      ),
    ]);
  if (!run) throw new Error('the build does not say for which day it was made');
  const person = persons[0] ?? personOf(request);
  const masker = new Masker(request.unmasked === true, request.show_name === true ? [person.name] : []);
  for (const name of [person.name, ...request.findings.map((finding) => finding.name)]) masker.learn(name);
  for (const { holder_name: holder } of payments) masker.learn(holder);
  for (const { facts } of request.findings) {
    for (const [fact, value] of Object.entries(facts)) {
      if (fact.includes('name') && typeof value === 'string') masker.learn(value);
    }
  }
  return {
    build,
    language: request.language,
    masker,
    ...run,
    person,
    findings: largestFirst(request.findings),
    rules,
    sources: new Map(sources.map((source) => [source.source, source])),
    sheets,
    received: new ReceivedRows(build, sheets, request.language),
    payments,
    deaths,
    certifications,
    sentences,
    others,
    rows,
  };
}

const OTHERS = `
  select record_id, 'registration' as kind, kind as code, changed_on as "on", changed_month as month, cast(null as bigint) as amount_fen
  from canonical.registration_change where person_id = $person and kind <> 'death' and changed_month is not null
  union all
  select line_id, 'grant', case when is_settled then 'settled' else 'returned' end, paid_on, paid_month, amount_fen
  from canonical.funeral_grant where person_id = $person and paid_month is not null
  union all
  select min(record_id), 'employee', coalesce(min(scheme), ''), null, min(coalesce(start_month, month)), null
  from canonical.employee_pension_record
  where person_id = $person and status = 'drawing' and coalesce(start_month, month) is not null
  group by person_id
  union all
  select line_id, 'land-loss', '', paid_on, paid_month, amount_fen
  from canonical.land_loss_subsidy where person_id = $person and paid_month is not null
  union all
  select line_id, 'on-behalf', '', paid_on, coalesce(paid_month, year * 100 + 12), amount_fen
  from canonical.paid_on_behalf where person_id = $person and coalesce(paid_month, year) is not null
  order by month, record_id`;

/** A person whose rows are gone from the build still has a case: what its findings say is what is known. */
function personOf({ person_id: personId, findings: [finding] }: ExplainRequest): PersonRecord {
  return {
    person_id: personId,
    resident_id: finding?.resident_id ?? null,
    resident_id_raw: finding?.resident_id ?? null,
    name: finding?.name ?? '',
    born_on: null,
    sex: null,
    township: finding?.township ?? null,
    village: finding?.village ?? null,
  };
}

function largestFirst(findings: readonly Finding[]): Finding[] {
  return [...findings].sort(
    (one, other) =>
      (other.amount_fen ?? -1) - (one.amount_fen ?? -1) ||
      other.months - one.months ||
      (one.finding_key < other.finding_key ? -1 : 1),
  );
}

export function isAbout(
  { rules }: Pick<Matter, 'rules'>,
  { rule_id: ruleId }: Finding,
  subject: Subject,
): boolean {
  return rules.get(ruleId)?.definition.about === subject;
}
