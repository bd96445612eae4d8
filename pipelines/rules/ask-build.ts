import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { missingNeeds } from '../../casework/rule-pack/needs.ts';
import { Refusal } from '../../core/errors.ts';
import { quoteName, quoteText, type Warehouse } from '../../storage/warehouse/database.ts';
import { arrivedSources } from './arrived-sources.ts';
import { fillCalendarMonth } from './calendar.ts';
import { tablesOf } from './case-warehouse.ts';
import { findAsLaid } from './find-alone.ts';
import type { GatheredFinding } from './gather.ts';

const CALENDAR = join(import.meta.dirname, '../../sql/canonical/base/calendar_month.sql');

/**
 * What one rule finds over a build that is attached under a name, with the `parameter.*` that are laid out; nothing where a list
 * it needs has not come, as on a night.
 */
export async function askBuild(
  warehouse: Warehouse,
  attached: string,
  rule: RuleDefinition,
): Promise<GatheredFinding[]> {
  await lendCanonical(warehouse, attached, rule);
  if (missingNeeds(rule, await arrivedSources(warehouse)).length > 0) return [];
  return findAsLaid(warehouse.connection, rule);
}

/**
 * Lends `canonical.*` of a build that is attached under a name, in place of what was lent before. Of an older build some tables
 * may not be kept, and a rule that reads those cannot be tried on it.
 */
async function lendCanonical(
  warehouse: Warehouse,
  attached: string,
  rule: Pick<RuleDefinition, 'title' | 'english' | 'sql' | 'line_of' | 'absence_of' | 'kept_back'>,
): Promise<void> {
  const kept = await warehouse.rows<{ name: string }>(
    `select table_name as name from information_schema.tables
     where table_catalog = ${quoteText(attached)} and table_schema = 'canonical' and table_name <> 'calendar_month'`,
  );
  await warehouse.run('drop schema if exists canonical cascade; create schema canonical');
  for (const { name } of kept) {
    await warehouse.run(
      `create view canonical.${quoteName(name)} as select * from ${quoteName(attached)}.canonical.${quoteName(name)}`,
    );
  }
  await warehouse.run(readFileSync(CALENDAR, 'utf8'));
  await fillCalendarMonth(warehouse.connection);
  const there = new Set([...kept.map(({ name }) => name), 'calendar_month']);
  const asked = rule.absence_of.length > 0 ? ['unread_list'] : [];
  const missing = [...tablesOf(rule), ...asked].filter((name) => !there.has(name));
  if (missing.length === 0) return;
  throw new Refusal(
    'rule-not-tryable',
    `规则“${rule.title}”要读的资料，这一夜的结果里还没有（那一夜之后程序升级过）。请换后来的一夜，或等下次夜间核对之后再试。`,
    `The rule "${rule.english}" reads tables that this night does not have (${missing.join(', ')}): the program is newer. Take a later night, or try again after the next one.`,
  );
}
