import { formatYuan } from '../../../core/money.ts';
import { formatMonth } from '../../../core/month.ts';
import type { SectionCell, SectionColumn } from '../section.ts';

/** A cell as a reader sees it. */
export function showCell(value: SectionCell, { kind }: SectionColumn): string {
  if (value === null) return '—';
  if (typeof value === 'string') return value;
  if (kind === 'money') return formatYuan(value).replace('-', '−');
  if (kind === 'month') return formatMonth(value);
  return kind === 'integer' ? String(value).replace(/\B(?=(\d{3})+$)/g, ',') : String(value);
}

export function isNumeric({ kind }: SectionColumn): boolean {
  return kind === 'integer' || kind === 'money' || kind === 'decimal';
}

const WIDE: Record<string, string> = { ',': '，', ':': '：', ';': '；', '(': '（', ')': '）' };

/** Chinese sentences on paper carry full-width marks; inside numbers they stay as they are. */
export function fullWidth(text: string): string {
  return text.replace(/(?<!\d)[,:]|[,:](?!\d)|[;()]/g, (mark) => WIDE[mark] ?? mark);
}
