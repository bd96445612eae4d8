/** Equal instalments month by month; what does not divide goes into the last. */
export function planOf({ count = '', first = '' }: Readonly<Record<string, string>>, fen: number) {
  const parts = /^\d+$/.test(count.trim()) ? Number(count) : 0;
  if (!(parts >= 1 && parts <= 120) || !/^\d{4}-\d{2}-\d{2}$/.test(first) || fen < parts) return [];
  const each = Math.floor(fen / parts);
  return Array.from({ length: parts }, (_, place) => ({
    due_on: monthsAfter(first, place),
    amount_fen: place === parts - 1 ? fen - each * (parts - 1) : each,
  }));
}

/** The same day of a later month, or its last day where it has none such. */
function monthsAfter(on: string, months: number): string {
  const [year = 0, month = 1, day = 1] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month + months, 0)).getUTCDate();
  return new Date(Date.UTC(year, month - 1 + months, Math.min(day, last))).toISOString().slice(0, 10);
}
