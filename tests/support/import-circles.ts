/** Groups of files that import each other, each in the order of their names; `imports` names what each file imports. */
export function importCircles(imports: ReadonlyMap<string, readonly string[]>): string[][] {
  const circles: string[][] = [];
  const placeOf = new Map<string, number>();
  const earliest = new Map<string, number>();
  const open: string[] = [];
  const visit = (file: string): number => {
    const place = placeOf.size;
    placeOf.set(file, place);
    earliest.set(file, place);
    open.push(file);
    for (const target of imports.get(file) ?? []) {
      if (!imports.has(target)) continue;
      const reached = placeOf.has(target)
        ? open.includes(target)
          ? placeOf.get(target)
          : null
        : visit(target);
      if (reached != null) earliest.set(file, Math.min(earliest.get(file) ?? place, reached));
    }
    const reach = earliest.get(file) ?? place;
    if (reach < place) return reach;
    const circle = open.splice(open.indexOf(file));
    if (circle.length > 1) circles.push(circle.sort());
    return Number.POSITIVE_INFINITY;
  };
  for (const file of imports.keys()) if (!placeOf.has(file)) visit(file);
  return circles;
}
