/** What the page shows as one number, whatever commas and signs it wears. */
export const figure = (text: string | null): number => Number((text ?? '').replace(/[^\d.-]/g, ''));
