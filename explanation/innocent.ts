import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import type { Finding } from '../core/finding.ts';
import { sha256Hex } from '../core/hash.ts';
import type { InnocentExplanation } from './case-explanation.ts';
import { familyOf, type Matter } from './matter.ts';
import { say, type Words } from './say.ts';

const CHECKS = join(import.meta.dirname, 'checks');

const words = z.tuple([z.string().min(1), z.string().min(1)]);

const checkSchema = z.strictObject({
  /** The explanation as the rule says it. */
  says: z.string().min(1),
  english: z.string().min(1),
  /**
   * One row: `supports`, how many rows speak for the explanation, and `looked`, how many could have. It may use $person,
   * $first_month and $last_month. Without it a person must look.
   */
  asks: z.string().min(1).optional(),
  /** Nothing speaks for it: what was looked at. */
  none: words.optional(),
  /** Something does, or the data cannot tell: what to look at. */
  look: words,
});

export type InnocentCheck = z.infer<typeof checkSchema>;

/** The checks of one family of rules, a file each; a family without one leaves everything to a person. */
export function loadChecks(family: string): InnocentCheck[] {
  const path = join(CHECKS, `${family}.yaml`);
  if (!existsSync(path)) return [];
  return z.array(checkSchema).parse(parse(readFileSync(path, 'utf8')));
}

export function checkedFamilies(): string[] {
  return readdirSync(CHECKS)
    .filter((name) => name.endsWith('.yaml'))
    .map((name) => name.slice(0, -'.yaml'.length))
    .sort();
}

/** Checks that every claim on benefit payments is put to, besides those of its rule. */
export const EVERY_CLAIM = 'every-claim';

const LEFT_TO_A_PERSON: Words = ['系统无从判断，请核实', 'The data cannot tell: please verify'];

/** The rule's innocent explanations, each settled where the data can settle it. */
export async function weighInnocent(matter: Matter): Promise<InnocentExplanation[]> {
  const general = await checksOf(matter, EVERY_CLAIM);
  // one claim is enough: what is asked is about the person and their payments, not about a rule
  const claim = matter.findings.find((finding) => isClaimOnPayments(matter, finding));
  const told = await Promise.all(
    matter.findings.map(async (finding) => {
      const rule = matter.rules.get(finding.rule_id)?.definition;
      const checks = await checksOf(matter, familyOf(finding.rule_id));
      const own = (rule?.innocent_explanations ?? []).map((text) =>
        weigh(matter, finding, text, checks.find(({ says }) => says === text) ?? null),
      );
      const asked = finding === claim ? general : [];
      return Promise.all([...own, ...asked.map((check) => weigh(matter, finding, check.says, check))]);
    }),
  );
  return told.flat();
}

function checksOf({ build }: Matter, family: string): Promise<InnocentCheck[]> {
  return build.once(`checks/${family}`, async () => loadChecks(family));
}

function isClaimOnPayments({ rules }: Matter, { rule_id, direction, amount_fen: fen }: Finding): boolean {
  return direction === 'fund' && fen !== null && rules.get(rule_id)?.definition.line_of === 'benefit_payment';
}

async function weigh(
  matter: Matter,
  finding: Finding,
  text: string,
  check: InnocentCheck | null,
): Promise<InnocentExplanation> {
  const { language } = matter;
  const explanation = {
    key: `${finding.rule_id}#${sha256Hex(text).slice(0, 8)}`,
    finding_key: finding.finding_key,
    rule_id: finding.rule_id,
    text: language === 'zh' ? text : (check?.english ?? text),
  };
  const counted = check?.asks === undefined ? null : await count(matter, finding, check.asks);
  const isUnsupported = counted !== null && counted.looked > 0 && counted.supports === 0;
  const said = isUnsupported ? check?.none : check?.look;
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
