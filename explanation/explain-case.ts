import type { Finding } from '../core/finding.ts';
import type { CaseExplanation, CasePerson, ExplainRequest, OwnTable } from './case-explanation.ts';
import { listCautions } from './cautions.ts';
import { listCitableTexts } from './citable-texts.ts';
import { ageAt } from './compare-cells.ts';
import { listDeathDates } from './death-dates.ts';
import { maskDebtor, suggestDebtors } from './debtors.ts';
import { describeCase } from './describe-case.ts';
import { listEvents } from './events.ts';
import { weighInnocent } from './innocent.ts';
import { explainLinks } from './link/explain-links.ts';
import { gatherMatter, type Matter } from './matter.ts';
import { drawMonthSheet } from './month-sheet.ts';
import { drawOwnTables } from './own-tables/own-tables.ts';
import type { PublishedReader } from './published-reader.ts';
import { comparePair, type ReadPair, readPairs } from './sides.ts';
import { drawTimeline } from './timeline.ts';

/**
 * Everything the case page shows that comes from the published build, in words of the language asked for. Numbers,
 * names and accounts are masked unless the caller says that it may and has recorded the look.
 */
export function explainCase(reader: PublishedReader, request: ExplainRequest): Promise<CaseExplanation> {
  return reader.use(async (build) => {
    const matter = await gatherMatter(build, request);
    const pairs = await readPairs(matter);
    for (const { left, right } of pairs) {
      for (const row of [left, right]) learnNames(matter, row?.values ?? {});
    }
    const own = await drawOwnTables(matter);
    const compared = pairs.filter((pair) => !isToldByTable(pair, own));
    const [explanations, link, debtors] = await Promise.all([
      weighInnocent(matter),
      explainLinks(
        matter,
        pairs.filter(({ finding }) => !hasTable(own, finding, 'accounts')),
      ),
      suggestDebtors(matter),
    ]);
    const timeline = drawTimeline(matter, listEvents(matter));
    const explanation: CaseExplanation = {
      run: build.build,
      as_of: matter.as_of,
      language: matter.language,
      is_masked: !matter.masker.isOpen,
      person: presentPerson(matter),
      sentence: describeCase(matter),
      cautions: listCautions(matter, timeline.contrary),
      sides: compared.map((pair) => comparePair(matter, pair)),
      own_tables: own,
      timeline,
      months: matter.findings
        .filter(({ lines }) => lines.some(({ month }) => month !== null))
        .map((finding) => drawMonthSheet(matter, finding)),
      explanations,
      link,
      sources_dates: listDeathDates(matter),
      debtor_suggestions: debtors.map((debtor) => maskDebtor(matter, debtor)),
      basis: listCitableTexts(matter),
      is_contrary: timeline.contrary.length > 0,
    };
    return matter.masker.all(explanation);
  });
}

/**
 * Whoever shares an account is another person and contradicts nobody; one payment of several contradicts none of the
 * others; and a register's row that repeats a number tells nothing of two.
 */
function isToldByTable({ finding, line, counter }: ReadPair, tables: readonly OwnTable[]): boolean {
  const isPaired = finding.evidence.some(({ role }) => role === 'counter');
  return (
    hasTable(tables, finding, 'accounts') ||
    (hasTable(tables, finding, 'identities') && !isPaired) ||
    (hasTable(tables, finding, 'payments') && isPaired && line?.source === counter?.source)
  );
}

function hasTable(
  tables: readonly OwnTable[],
  { finding_key: key }: Finding,
  kind: OwnTable['kind'],
): boolean {
  return tables.some((table) => table.finding_key === key && table.kind === kind);
}

function learnNames({ masker }: Matter, values: Readonly<Record<string, unknown>>): void {
  for (const [field, value] of Object.entries(values)) {
    if (/name/.test(field) && typeof value === 'string') masker.learn(value);
  }
}

function presentPerson({ person, masker, as_of: on }: Matter): CasePerson {
  const {
    person_id,
    name,
    resident_id,
    resident_id_raw: raw,
    sex,
    born_on: born,
    township,
    village,
  } = person;
  return {
    person_id,
    name: masker.name(name),
    resident_id: masker.number(raw ?? resident_id),
    sex,
    age: born === null ? null : ageAt(born, on),
    township,
    village,
  };
}
