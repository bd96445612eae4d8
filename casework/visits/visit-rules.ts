import { loadRules } from '../rule-pack/load.ts';

/** The rules whose people are visited because nobody has certified that they live. */
export function visitRules(): string[] {
  return loadRules()
    .filter(({ about }) => about === 'missed-certification')
    .map(({ rule_id }) => rule_id);
}
