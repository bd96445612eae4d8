import { formatYuan } from '../../core/money.ts';
import type { Gap, OwnCell, OwnTable } from '../case-explanation.ts';
import type { Matter } from '../matter.ts';
import { type Bilingual, say } from '../say.ts';

export function cell(text: string | null, gap: Gap = 'unknown'): OwnCell {
  return text === null || text === '' ? { text: null, gap, marks: [] } : { text, gap: null, marks: [] };
}

/** Money that nobody paid is 0.00; money of which nobody knows is none. */
export function money(fen: number | null): OwnCell {
  return cell(fen === null ? null : formatYuan(fen));
}

export function column(
  { language }: Matter,
  code: string,
  label: Bilingual,
  is_number = false,
): OwnTable['columns'][number] {
  return { code, label: say(language, label), is_number };
}
