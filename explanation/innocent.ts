import { join } from 'node:path';
import { z } from 'zod';
import { type InnocentCheck, innocentSchema } from '../casework/rule-pack/definition.ts';
import type { Finding } from '../core/finding.ts';
import { sha256Hex } from '../core/hash.ts';
import { readYamlFile } from '../core/yaml-file.ts';
import type { InnocentExplanation } from './case-explanation.ts';
import type { Matter } from './matter.ts';
import { type Bilingual, say } from './say.ts';

/** Asked of the largest claim on benefit payments, whatever rule makes it. */
function everyClaim(): InnocentCheck[] {
  return z.array(innocentSchema).parse(readYamlFile(join(import.meta.dirname, 'every-claim.yaml')));
}

const LEFT_TO_A_PERSON: Bilingual = ['系统无从判断，请核实', 'The data cannot tell: please verify'];

/** The rule's innocent explanations, each settled where the data can settle it. */
export async function weighInnocent(matter: Matter): Promise<InnocentExplanation[]> {
  const general = await matter.build.once('checks/every-claim', async () => everyClaim());
  // one claim is enough: what is asked is about the person and their payments, not about a rule
  const claim = matter.findings.find((finding) => isClaimOnPayments(matter, finding));
  const told = await Promise.all(
    matter.findings.map(async (finding) => {
      const own = matter.rules.get(finding.rule_id)?.definition.innocent_explanations ?? [];
      const asked = [...own, ...(finding === claim ? general : [])];
      return Promise.all(asked.map((check) => weigh(matter, finding, check)));
    }),
  );
  return told.flat();
}

function isClaimOnPayments({ rules }: Matter, { rule_id, direction, amount_fen: fen }: Finding): boolean {
  return direction === 'fund' && fen !== null && rules.get(rule_id)?.definition.line_of === 'benefit_payment';
}

async function weigh(matter: Matter, finding: Finding, check: InnocentCheck): Promise<InnocentExplanation> {
  const { language } = matter;
  const explanation = {
    key: `${finding.rule_id}#${sha256Hex(check.says).slice(0, 8)}`,
    finding_key: finding.finding_key,
    rule_id: finding.rule_id,
    text: language === 'zh' ? check.says : check.english,
  };
  const counted = check.asks === undefined ? null : await count(matter, finding, check.asks);
  const isUnsupported = counted !== null && counted.looked > 0 && counted.supports === 0;
  const said = isUnsupported ? check.none : check.look;
  return {
    ...explanation,
    verdict: isUnsupported ? 'unsupported' : 'look',
    looked_at: fill(say(language, said ?? LEFT_TO_A_PERSON), counted),
  };
}

interface Counted {
  supports: number;
  looked: number;
}

async function count(
  { build, person, as_of_month: now }: Matter,
  finding: Finding,
  sql: string,
): Promise<Counted> {
  const given: Record<string, string | number> = {
    person: person.person_id,
    first_month: finding.first_month ?? now,
    last_month: finding.last_month ?? now,
  };
  // the engine refuses a value that the query does not ask for
  const used = Object.fromEntries(Object.entries(given).filter(([name]) => sql.includes(`$${name}`)));
  const row = await build.first<Counted>(sql, used);
  return { supports: row?.supports ?? 0, looked: row?.looked ?? 0 };
}

function fill(text: string, counted: Counted | null): string {
  return counted === null
    ? text
    : text.replaceAll('{supports}', String(counted.supports)).replaceAll('{looked}', String(counted.looked));
}
