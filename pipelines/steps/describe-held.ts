import { HELD_ADVICE } from '../../casework/findings/held-rule.ts';
import type { HeldRule } from '../../reports/morning/night-summary.ts';

/** The held rules in words for a terminal and for the text file; nothing where none is held. */
export function describeHeld(held: readonly HeldRule[]): string[] {
  if (held.length === 0) return [];
  return [
    '',
    `暂停的规则 Rules held for a person's look: ${held.length}`,
    ...held.flatMap(({ zh, en, release }) => [`! ${zh}`, `  ${en}`, `  ${release}`]),
    `  ${HELD_ADVICE.zh}。`,
    `  ${HELD_ADVICE.en}.`,
  ];
}
