import { parseFen } from '../../../../core/money.ts';
import { formatMonth } from '../../../../core/month.ts';
import type { RuleParameter } from '../../../contract/rules.ts';
import { showYuan } from '../../parts/figures.ts';

/** A value of a parameter as people say it: money in yuan, a month with a dash, a choice in its word. */
export function sayValue(
  { type, one_of }: Pick<RuleParameter, 'type' | 'one_of'>,
  value: string | number,
  pick: (both: { zh: string; en: string }) => string,
): string {
  const word = one_of?.find((one) => one.value === value);
  return word === undefined ? showValue(type, value) : pick(word);
}

/** A value of a parameter as it is typed. */
export function showValue(type: string, value: string | number): string {
  if (type === 'fen') return showYuan(Number(value)).replaceAll(',', '');
  if (type === 'month') return formatMonth(Number(value));
  return String(value);
}

/** What was typed, as the command line takes it: money in whole fen. Text that is no amount goes on, and is refused there as what it is. */
export function readValues(type: string, text: string): string[] {
  if (type === 'fen') {
    const fen = parseFen(text);
    if (fen !== null) return [String(fen)];
    // with the unit no text is taken for a number of fen
    return [text.trim() === '' ? '' : `¥${text.trim()}`];
  }
  if (type !== 'list') return [text.trim()];
  return text
    .split(/[,，、]/)
    .map((part) => part.trim())
    .filter((part) => part !== '');
}

const PLACES = new Set(['name', 'amount', 'months', 'period']);

/** A rule's sentence before it is filled: what will stand in a place is named, and both words of a choice are shown. */
export function showTemplate(template: string, t: (key: string) => string): string {
  return template
    .replace(/\{[^{}?]+\?([^{}:]*):([^{}]*)\}/g, '$1/$2')
    .replace(
      /\{([^{}]+)\}/g,
      (_, place: string) => `〔${PLACES.has(place) ? t(`rules.place-${place}`) : t('rules.place-fact')}〕`,
    )
    .replace(/[[\]]/g, '');
}
