/** What two rows are compared by when they are put down to one person, in the order of the bars. */
export const LINK_FIELDS = ['name', 'number', 'birth', 'sex', 'place', 'contact'] as const;
export type Field = (typeof LINK_FIELDS)[number];
