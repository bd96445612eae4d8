import type { EvidenceRow } from '../../../../core/finding.ts';
import type { PublishedBuild } from '../../../../explanation/published-reader.ts';
import { rulesOf } from '../../../../explanation/rule-catalogue.ts';
import { sourcesOf } from '../../../../explanation/sources-state.ts';
import type { NightSummary } from '../../../../reports/morning/night-summary.ts';

interface Gone {
  rule_id: string;
  rule_version: string;
  title: string;
  evidence: string;
}

interface Words {
  zh: string;
  en: string;
}

/** Findings that went away tonight, per rule and cause. The night keeps no cause, so what changed under them is told. */
export async function whyWithdrawn(build: PublishedBuild, night: NightSummary) {
  const gone = await build.rows<Gone>(`
    select rule_id, rule_version, title, evidence
    from result.finding
    where status = 'withdrawn' and finding_key in (select finding_key from result.tonight)
    order by rule_id, finding_key`);
  if (gone.length === 0) return [];
  const rules = await rulesOf(build);
  const titles = new Map((await sourcesOf(build)).map((state) => [state.source, state]));
  const fresh = night.files.filter(({ status, source }) => status === 'used' && source !== null);
  const corrected = new Set(
    night.files.filter(({ status }) => status === 'superseded').map(({ file }) => file),
  );
  const causes = gone.map((finding) => {
    const rule = rules.get(finding.rule_id);
    const rows = JSON.parse(finding.evidence) as EvidenceRow[];
    const cause = { rule_id: finding.rule_id, title: finding.title, english: rule?.english ?? finding.title };
    return { ...cause, why: causeOf(finding, rows) };
  });
  const grouped = Map.groupBy(causes, ({ rule_id, why }) => `${rule_id}\n${why.zh}`);
  return [...grouped.values()].flatMap((group) => {
    const [first] = group;
    return first ? [{ ...first, count: group.length }] : [];
  });

  function causeOf(finding: Gone, rows: readonly EvidenceRow[]): Words {
    const now = rules.get(finding.rule_id)?.version;
    if (now !== undefined && now !== finding.rule_version) {
      return {
        zh: `规则已由 ${finding.rule_version} 版改为 ${now} 版`,
        en: `the rule changed from version ${finding.rule_version} to ${now}`,
      };
    }
    const replaced = rows.find(({ file }) => corrected.has(file));
    if (replaced)
      return { zh: `“${replaced.file}”已由后来的文件更正`, en: `a later file corrects “${replaced.file}”` };
    const arrived = [...new Set(fresh.map(({ source }) => source ?? ''))].map((source) => titles.get(source));
    if (arrived.length > 0) {
      return {
        zh: `收到新数据：${arrived.map((state) => state?.title ?? '').join('、')}`,
        en: `new data: ${arrived.map((state) => state?.english ?? '').join(', ')}`,
      };
    }
    return { zh: '核对日期、参数或号码更正有变', en: 'the day, a parameter or a corrected number changed' };
  }
}
