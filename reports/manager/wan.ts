import type { Fen } from '../../core/money.ts';
import { divide, write } from './typed-figures/decimal.ts';

const FEN_IN_HUNDREDTH = 10_000;

/** Fen as 万元 with two places, rounded half away from zero; the only place where money is rounded, and once. */
export function formatWan(fen: Fen): string {
  const hundredths = roundToHundredths(fen);
  const digits = String(Math.abs(hundredths)).padStart(3, '0');
  return `${hundredths < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/** By how many hundredths of 万元 rounded parts miss their rounded total. */
export function roundingGap(total: Fen, parts: readonly Fen[]): number {
  return parts.reduce((sum, part) => sum + roundToHundredths(part), 0) - roundToHundredths(total);
}

function roundToHundredths(fen: Fen): number {
  const magnitude = Math.floor((Math.abs(fen) + FEN_IN_HUNDREDTH / 2) / FEN_IN_HUNDREDTH);
  return fen < 0 ? -magnitude : magnitude;
}

/** Parts that were rounded by themselves may miss the rounded total; the reader is told so, and by how much. */
export function roundingNote(gap: number): string {
  if (gap === 0) return '';
  return `(金额以分计算后四舍五入到万元,各项之和与合计的尾差为${(Math.abs(gap) / 100).toFixed(2)}万元。)`;
}

/** A share in percent with two decimals, rounded once. */
export function percent(part: number, whole: number): string {
  if (whole === 0) return '—';
  const share = divide({ digits: BigInt(part) * 100n, scale: 0 }, { digits: BigInt(whole), scale: 0 }, 2);
  return `${write(share)}%`;
}
