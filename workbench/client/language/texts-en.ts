import { byArea } from './by-area.ts';

export const englishTexts = byArea(
  import.meta.glob<Record<string, string>>('../../text/en/*.json', { eager: true, import: 'default' }),
);
