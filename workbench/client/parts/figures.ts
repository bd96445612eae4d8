const YUAN = new Intl.NumberFormat('en-US', { minimumFractionDigits: 2, maximumFractionDigits: 2 });
const WHOLE = new Intl.NumberFormat('en-US');

/** Fen as yuan with two decimals, thousands commas and a true minus. */
export function showYuan(fen: number): string {
  return YUAN.format(fen / 100).replace('-', '−');
}

export function showCount(count: number): string {
  return WHOLE.format(count).replace('-', '−');
}

/** A share as whole per cent, or with one decimal. */
export function showPercent(ratio: number, decimals = 0): string {
  return `${(ratio * 100).toFixed(decimals)}%`;
}
