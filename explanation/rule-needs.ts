import type { RuleText } from '../casework/rule-pack/definition.ts';

/** A kind of list, and whether any of it has come. */
export interface ArrivedSource {
  source: string;
  title: string;
  english: string;
  has_arrived: boolean;
}

/** Lists of which one must have come, or of which one helps; and what the rule cannot do without. */
export interface RuleNeed {
  sources: { title: string; english: string; has_arrived: boolean }[];
  /** Without any of them the rule asks nothing of anybody. */
  is_required: boolean;
  is_met: boolean;
  without: { zh: string; en: string };
}

/** Grain: one row per source, with whether the build holds anything of it. */
export const ARRIVED_SOURCES = `
  select source, title, english,
      exists (select 1 from result.source_file where source_file.source = source.source) as has_arrived
  from result.source as source
  order by source`;

/** What a rule needs, what of that has come, and what it cannot see without it. A build of an older Hedui says nothing. */
export function needsOf(
  { needs = [], helped_by = [] }: Partial<Pick<RuleText, 'needs' | 'helped_by'>>,
  sources: readonly ArrivedSource[],
): RuleNeed[] {
  const bySource = new Map(sources.map((source) => [source.source, source]));
  const told = (list: RuleText['needs'], is_required: boolean): RuleNeed[] =>
    list.map(({ any, without: [zh, en] }) => {
      const own = any.map((source) => {
        const { title = source, english = source, has_arrived = false } = bySource.get(source) ?? {};
        return { title, english, has_arrived };
      });
      return {
        sources: own,
        is_required,
        is_met: own.some(({ has_arrived }) => has_arrived),
        without: { zh, en },
      };
    });
  return [...told(needs, true), ...told(helped_by, false)];
}
