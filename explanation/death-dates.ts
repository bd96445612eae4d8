import type { DeathDate } from './case-explanation.ts';
import type { DeathRecord, Matter } from './matter.ts';
import { DEATH_SOURCE_WORDS, say } from './say.ts';

/** What each office says of the death, and what would be claimed if it were believed. */
export function listDeathDates(matter: Matter): DeathDate[] {
  const { deaths, sheets, language } = matter;
  return deaths.map((death): DeathDate => {
    const isDate = death.is_adopted || (!death.is_revoked && death.source_kind !== 'cancellation');
    const paid = isDate ? paidAfter(matter, death) : null;
    return {
      source_kind: death.source_kind,
      label: say(language, DEATH_SOURCE_WORDS[death.source_kind] ?? [death.source_kind, death.source_kind]),
      place: sheets.place(death.record_id, language),
      on: death.died_on,
      month: death.died_month,
      role: death.is_revoked ? 'revoked' : death.is_upper_bound ? 'upper-bound' : 'death',
      amount_fen: paid?.amount_fen ?? null,
      months: paid?.months ?? null,
      is_adopted: death.is_adopted,
    };
  });
}

/** As the rule counts it: settled lines of months after the month of death, months compared and never days. */
function paidAfter(
  { payments }: Matter,
  { died_month: died }: DeathRecord,
): { amount_fen: number; months: number } {
  const after = payments.filter(
    ({ is_settled, amount_fen: fen, month }) => is_settled && fen !== 0 && month > died,
  );
  return {
    amount_fen: after.reduce((sum, { amount_fen: fen }) => sum + fen, 0),
    months: new Set(after.map(({ month }) => month)).size,
  };
}
