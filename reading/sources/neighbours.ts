import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { invalid, readSourceYaml } from './read-yaml.ts';

const FOLDER = join(import.meta.dirname, '../../sql/neighbours');

const words = z.array(z.string().min(1)).min(1);

const neighbourSchema = z.strictObject({
  title: z.string().min(1),
  english: z.string().min(1),
  /** Words of a file's name, a sheet's name or a title by which people call it. */
  names: words,
  /** Longer words that hold one of these and mean something else: 领待发放 is the payment of benefits, not one to come. */
  but_not: z.array(z.string().min(1)).default([]),
  /** Headers that it has and no source has. */
  headers: z.array(z.string().min(1)),
  /** Money that is to be paid: laid out like what was paid, and told apart by its name alone. */
  is_to_be_paid: z.boolean().default(false),
  advice: z.string().min(1),
  advice_en: z.string().min(1),
});

/** A list that is near to our sources and none of them; known by name in order to be refused by name. */
export type Neighbour = z.infer<typeof neighbourSchema>;

let loaded: Neighbour[] | null = null;

/** Every file under `sql/neighbours/`; nothing lists them. */
export function loadNeighbours(folder: string = FOLDER): Neighbour[] {
  if (folder === FOLDER && loaded !== null) return loaded;
  const names = existsSync(folder) ? readdirSync(folder).filter((name) => name.endsWith('.yaml')) : [];
  const neighbours = names.sort().map((name) => {
    const path = join(folder, name);
    const checked = neighbourSchema.safeParse(readSourceYaml(path, 'neighbour-invalid'));
    if (!checked.success) throw invalid('neighbour-invalid', path, z.prettifyError(checked.error));
    return checked.data;
  });
  if (folder === FOLDER) loaded = neighbours;
  return neighbours;
}
