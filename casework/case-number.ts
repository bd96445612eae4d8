/** A case's own number as everybody writes it: `C00000029`. */
export function caseIdOf(caseNumber: number | string): string {
  return `C${String(caseNumber).padStart(8, '0')}`;
}
