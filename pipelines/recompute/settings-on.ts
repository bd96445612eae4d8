import { SHIPPED } from '../../casework/inputs/notice-settings.ts';
import type { NoticedChange } from '../../casework/inputs/setting-values.ts';
import type { DatedValue, RuleDefinition } from '../../casework/rule-pack/definition.ts';
import { RULES_DIR } from '../../casework/rule-pack/load.ts';
import { Refusal } from '../../core/errors.ts';
import { readSubject } from '../../storage/ledger/journal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { loadParameters } from '../rules/parameters.ts';

/** What the ledger last noticed of a file of settings; null where it had noticed nothing of it yet. */
function lastNoticed(ledger: Ledger, name: string): NoticedChange | null {
  return (readSubject(ledger, 'input', name).at(-1)?.payload as NoticedChange | undefined) ?? null;
}

/** Whether the rules that come with the program are those that it came with when this ledger was last written. */
export function hasSameRules(then: Ledger, now: Ledger): boolean {
  const known = lastNoticed(then, SHIPPED);
  return known === null || known.sha256 === lastNoticed(now, SHIPPED)?.sha256;
}

/**
 * The office's own values for parameters as a ledger last noticed them, in the shape of `hedui.yaml`; null where it had noticed
 * none yet. Refused where a value was too long to be kept.
 */
export function parametersKnown(
  ledger: Ledger,
  rules: readonly RuleDefinition[],
): Record<string, DatedValue[]> | null {
  const noticed = lastNoticed(ledger, 'hedui.yaml');
  if (noticed === null) return null;
  const types = loadParameters(RULES_DIR, rules);
  const own: Record<string, Record<string, Record<string, unknown>>> = {};
  for (const [place, text] of Object.entries(noticed.values)) {
    const [part, name = '', index = '', field = '', element] = place.split('.');
    if (part !== 'parameters' || field === '') continue;
    if (text.startsWith('sha256:')) throw notKept(name);
    const { column_type, type } = types.get(name) ?? {};
    const isText = field !== 'value' || column_type === 'varchar' || type === 'month';
    const value = isText ? text : Number(text);
    own[name] ??= {};
    own[name][index] ??= {};
    const span = own[name][index];
    if (element === undefined) span[field] = value;
    else span[field] = [...((span[field] as unknown[] | undefined) ?? []), value];
  }
  return Object.fromEntries(
    Object.entries(own).map(([name, spans]) => [name, Object.values(spans) as unknown as DatedValue[]]),
  );
}

function notKept(name: string): Refusal {
  return new Refusal(
    'value-not-kept',
    `参数 ${name} 当时的值太长，台账只留了指纹，不能按那一天重算。`,
    `What the parameter ${name} was then is too long to have been kept; only its hash was. That day cannot be recomputed.`,
  );
}
