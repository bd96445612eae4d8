import { existsSync, readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from '../../core/errors.ts';
import { type Field, LINK_FIELDS } from '../../explanation/link/fields.ts';
import type { Workspace } from '../../storage/workspace.ts';

export type { Field };
export { LINK_FIELDS };

const probability = z.number().positive().max(1);
const fieldSchema = z.record(z.string().regex(/^-?\d+$/), z.object({ m: probability, u: probability }));

/**
 * What was learned about how often each level of agreement is seen on one person's rows (m) and on two
 * strangers' (u). Saved as JSON, so that a night uses the very weights of the night before.
 */
export const modelSchema = z.object({
  version: z.string(),
  /** Of a hundred rows on the right, how many are expected to have a partner on the left. */
  expected_match_ratio: z.number().positive().max(1),
  /** No name counts as rarer than this: a name seen once may still have bearers elsewhere. */
  name_ratio_floor: probability,
  fields: z.object({
    name: fieldSchema,
    number: fieldSchema,
    birth: fieldSchema,
    sex: fieldSchema,
    place: fieldSchema,
    contact: fieldSchema,
  }),
});

export type LinkModel = z.infer<typeof modelSchema>;

const defaultPath = new URL('../../sql/matching/default-model.json', import.meta.url);

/** The weights that serve until an office has trained its own. */
export function defaultModel(): LinkModel {
  return parseModel(readFileSync(defaultPath, 'utf8'));
}

/** The weights that this office has trained; null before. */
export function ownModel({ linkModel }: Pick<Workspace, 'linkModel'>): LinkModel | null {
  return existsSync(linkModel) ? parseModel(readFileSync(linkModel, 'utf8')) : null;
}

export function parseModel(json: string): LinkModel {
  const parsed = modelSchema.safeParse(readJson(json));
  if (parsed.success) return parsed.data;
  const [issue] = parsed.error.issues;
  const where = issue === undefined ? '' : issue.path.join('.');
  throw new Refusal(
    'link-model-unreadable',
    `匹配权重文件无法使用（${where}）；请重新运行 train，或删除该文件以使用自带的权重。`,
    `the model of link weights cannot be used (${where}); run train again, or delete it to use the shipped one.`,
  );
}

function readJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The weight of one level in bits: how many times likelier it is on one person than on two, as log2. */
export function levelBits(model: LinkModel, field: Field, level: number): number {
  const entry = model.fields[field][String(level)];
  return entry === undefined ? 0 : Math.log2(entry.m / entry.u);
}
