import { inject } from 'vitest';

declare module 'vitest' {
  export interface ProvidedContext {
    /** Set where a run is `npm run test:long`. */
    isLong?: boolean;
  }
}

/** Whether everything is walked, as in `npm run test:long`; `npm test` walks some of it in the same file. */
export const isLong = inject('isLong') === true;
