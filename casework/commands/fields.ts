import { z } from 'zod';

export { day } from '../../core/shapes.ts';

/** The parts that the inputs of commands are made of. */

/** Ten milliard yuan: far above any case, far below where sums of fen stop being exact. */
const LARGEST_FEN = 1_000_000_000_000;

export const positiveFen = z.int().positive().max(LARGEST_FEN);

export const signedFen = z.int().min(-LARGEST_FEN).max(LARGEST_FEN);

export const reason = z.string().trim().min(1).max(2000);

export const optionalText = z.string().trim().max(2000).nullable().default(null);
