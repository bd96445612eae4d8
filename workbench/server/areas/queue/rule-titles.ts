import { type RecordedRule, ruleCatalogue } from '../../../../explanation/rule-catalogue.ts';
import { currentBuild } from '../../../../storage/warehouse/builds.ts';
import type { Desk } from '../../desk.ts';

export type RecordedTitles = ReadonlyMap<string, Pick<RecordedRule, 'title' | 'english'>>;

/** The rules of the published build by their id; none before the first night. */
export async function ruleTitles({ reader, workspace }: Desk): Promise<RecordedTitles> {
  if (currentBuild(workspace.builds) === null) return new Map();
  const rules = await ruleCatalogue(reader);
  return new Map(rules.map(({ rule_id, title, english }) => [rule_id, { title, english }]));
}
