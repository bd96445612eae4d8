import type { CoverageFigure } from '../../../contract/covered.ts';

/** A figure and what it is called, once somebody opens its people. */
export interface OpenedFigure {
  figure: CoverageFigure;
  title: string;
}
