import { readFileSync } from 'node:fs';

const steps = new Map<string, string>();

/** One file of `sql/matching/` with its `{names}` filled in; a name without a value is a fault. */
export function sqlStep(name: string, values: Readonly<Record<string, string>> = {}): string {
  return readStep(name).replaceAll(/\{([a-z_]+)\}/g, (_whole, key: string) => {
    const value = values[key];
    if (value === undefined) throw new Error(`sql/matching/${name}.sql: no value for {${key}}`);
    return value;
  });
}

function readStep(name: string): string {
  const known = steps.get(name);
  if (known !== undefined) return known;
  const text = readFileSync(new URL(`../../sql/matching/${name}.sql`, import.meta.url), 'utf8');
  steps.set(name, text);
  return text;
}
