/** Fields that several moves ask for. */

export const ON = {
  name: 'on',
  kind: 'day',
  proposes: 'today',
  options: [['--on <date>', 'the day it happened, YYYY-MM-DD (default: today)']],
} as const;
export const REASON = { name: 'reason', kind: 'long', options: [['--reason <text>', 'why']] } as const;
