import { Refusal } from '../../core/errors.ts';
import { isMonth, monthIn } from '../../core/month.ts';
import { CLEAR_GROUNDS, NATURES, OUTCOMES } from '../../core/words/case.ts';
import type { Option } from '../../core/words/move-fields.ts';
import type { StruckMonth } from '../case-events.ts';
import type { DebtorChoice, DecisionRequest } from '../decide.ts';
import { type Typed, typedList } from './typed-fields.ts';

const REASON = ['--reason <text>', 'why'] as const;
const ON = ['--on <date>', 'the day it happened, YYYY-MM-DD (default: today)'] as const;
const GROUND = ['--ground <ground>', `of an unfounded case: ${CLEAR_GROUNDS.join(', ')}`] as const;

/** What `hedui case decide` asks for; which of it an outcome needs is said by casework. */
const OPTIONS: readonly Option[] = [
  ['--outcome <outcome>', OUTCOMES.join(', ')],
  REASON,
  ON,
  [
    '--looked <keys>',
    'the innocent explanations you have looked at, by the keys of "case show", with a comma between',
  ],
  ['--contrary-reason <text>', 'why you substantiate although something speaks against it'],
  ['--basis <texts>', 'texts of law in force, with a comma between (default: all)'],
  ['--nature <nature>', NATURES.join(', ')],
  ['--debtor <name>', 'who owes; "self" is the beneficiary'],
  ['--relation <text>', 'relation of the debtor to the beneficiary'],
  ['--strike <months>', 'months left out of the claim, such as 2022-06:补发,2022-07:补发'],
  GROUND,
  ['--missing <text>', 'of an unverifiable case: what is missing'],
  ['--review-on <date>', 'of an unverifiable case: the day to look again'],
];

/** The verbs that decide a case; of `clear` the outcome is in its name. */
export const DECISIONS: readonly {
  verb: string;
  describes: string;
  options: readonly Option[];
  outcome?: (typeof OUTCOMES)[number];
}[] = [
  {
    verb: 'decide',
    describes:
      'record the outcome of the investigation; a substantiated case gets its debtor, its amount and the request for signatures with it',
    options: OPTIONS,
  },
  {
    verb: 'clear',
    describes: 'find the case unfounded, with the reason',
    options: [REASON, ON, GROUND],
    outcome: 'unfounded',
  },
];

/** The decision that was typed. Throws `Refusal` where a word or a month cannot be read. */
export function decisionOf(typed: Typed): DecisionRequest {
  const said = { reason: typed.reason ?? '', ...(typed.on === undefined ? {} : { on: typed.on }) };
  switch (oneOf('--outcome', OUTCOMES, typed.outcome ?? '')) {
    case 'substantiated':
      return {
        ...said,
        outcome: 'substantiated',
        nature: typed.nature === undefined ? null : oneOf('--nature', NATURES, typed.nature),
        basis: typedList(typed.basis) ?? null,
        looked: typedList(typed.looked) ?? [],
        contrary_reason: typed.contraryReason ?? null,
        debtor: debtorOf(typed),
        struck: struckOf(typed.strike),
      };
    case 'unfounded':
      return { ...said, outcome: 'unfounded', ground: oneOf('--ground', CLEAR_GROUNDS, typed.ground ?? '') };
    case 'unverifiable':
      return {
        ...said,
        outcome: 'unverifiable',
        missing: typed.missing ?? null,
        review_on: typed.reviewOn ?? null,
      };
  }
}

function debtorOf({ debtor, relation }: Typed): DebtorChoice {
  if (debtor === undefined) return null;
  return debtor === 'self' ? 'self' : { name: debtor, relation: relation ?? '' };
}

function struckOf(text: string | undefined): StruckMonth[] {
  return (typedList(text) ?? []).map((part) => {
    const [, year, month, reason = ''] = /^(\d{4})-?(\d{2})(?:[:：](.*))?$/u.exec(part) ?? [];
    const struck = monthIn(Number(year), Number(month));
    if (isMonth(struck)) return { month: struck, reason };
    throw new Refusal('month-unreadable', `月份看不懂：${part}`, `The month cannot be read: ${part}`, 2);
  });
}

function oneOf<Word extends string>(option: string, words: readonly Word[], text: string): Word {
  const word = words.find((one) => one === text);
  if (word !== undefined) return word;
  const all = words.join(', ');
  throw new Refusal('wrong-word', `${option} 须是 ${all} 之一`, `${option} must be one of ${all}`, 2);
}
