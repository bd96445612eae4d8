/** The languages of the office: the pages, the command line and every refusal speak both. */
export const LANGUAGES = ['zh', 'en'] as const;

export type Language = (typeof LANGUAGES)[number];
