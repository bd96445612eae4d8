import { FAILING_METHODS, SERVICE_METHODS } from './case.ts';
import type { MoveField } from './move-field.ts';
import { ON, REASON } from './shared-fields.ts';

const HANDED_OVER = SERVICE_METHODS.filter((method) => method !== 'public-notice');
const NOT_IN_PERSON = SERVICE_METHODS.filter((method) => method !== 'in-person');

/** How a paper reached its reader; the notice and the papers beside it are asked the same. */
export const SERVICE_FIELDS = [
  {
    name: 'method',
    kind: 'choice',
    values: SERVICE_METHODS,
    isAssumed: true,
    options: [['--method <method>', SERVICE_METHODS.join(', ')]],
  },
  ON,
  {
    name: 'servers',
    kind: 'servers',
    options: [['--servers <names>', 'the two who served it, with a comma between']],
  },
  {
    name: 'witness',
    kind: 'text',
    only: { with: 'method', is: ['left-at-home'] },
    options: [['--witness <name>', 'who saw it being left']],
  },
  {
    name: 'post_number',
    kind: 'text',
    only: { with: 'method', is: ['post'] },
    options: [['--post-number <number>', 'number of the posting']],
  },
  {
    name: 'receiver',
    kind: 'text',
    isOptional: true,
    only: { with: 'method', is: HANDED_OVER },
    options: [['--receiver <name>', 'who took it']],
  },
  {
    name: 'receiver_relation',
    kind: 'text',
    isOptional: true,
    only: { with: 'method', is: HANDED_OVER },
    options: [['--receiver-relation <text>', 'what the receiver is to the addressee']],
  },
  { name: 'place', kind: 'text', isOptional: true, options: [['--place <text>', 'where']] },
  {
    name: 'reason',
    kind: 'text',
    isOptional: true,
    only: { with: 'method', is: NOT_IN_PERSON },
    options: [['--reason <text>', 'why somebody else took it, or why it was left']],
  },
] as const satisfies readonly MoveField[];

/** What is asked of a way of service that came to nothing. */
export const FAILED_SERVICE_FIELDS = [
  {
    name: 'method',
    kind: 'choice',
    values: FAILING_METHODS,
    options: [['--method <method>', FAILING_METHODS.join(', ')]],
  },
  ON,
  {
    ...REASON,
    options: [['--reason <text>', 'what happened: sent back, moved away, nobody knows the address']],
  },
  {
    name: 'servers',
    kind: 'servers',
    options: [['--servers <names>', 'the two who tried, with a comma between']],
  },
  {
    name: 'post_number',
    kind: 'text',
    only: { with: 'method', is: ['post'] },
    options: [['--post-number <number>', 'number of the posting that came back']],
  },
  {
    name: 'unknown_by',
    kind: 'text',
    isOptional: true,
    options: [
      ['--unknown-by <who>', 'who confirms that nobody knows where they are: the village, the police'],
    ],
  },
] as const satisfies readonly MoveField[];
