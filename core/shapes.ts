import { z } from 'zod';

/** Shapes that stand in what commands take, what a night writes down and what the workbench answers with. */

/** Money in fen. */
export const fen = z.int();

/** A month as YYYYMM. */
export const month = z.int().min(185001).max(210012);

/** A day as YYYY-MM-DD. */
export const day = z.iso.date();
