import type { Fen } from '../../core/money.ts';

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
