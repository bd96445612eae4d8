import type { Author } from '../storage/ledger/journal.ts';

/** Who acts where no person does. */
export const NIGHT = 'nightly';

export const byNight = (at: string): Author => ({ actor: NIGHT, on_behalf_of: null, via: NIGHT, at });
