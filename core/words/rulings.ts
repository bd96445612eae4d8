/** What a person may say of two files: the later one takes the place of the other, whole or in part, or both count. */
export const RULINGS = ['replaces', 'replaces-place', 'replaces-people', 'beside'] as const;
