import type { Finding } from '../core/finding.ts';
import type { Caution, TimelineEvent } from './case-explanation.ts';
import { isAbout, type Matter } from './matter.ts';
import { STRENGTH_WORDS, say, sayDay } from './say.ts';

/** A death this many days before or after the turn of a month is one day's error away from another amount. */
const EDGE_DAYS = 2;

/** What a person must bear in mind before believing the sentence. */
export function listCautions(matter: Matter, contrary: readonly TimelineEvent[]): Caution[] {
  return [
    ...contraryEvidence(matter, contrary),
    ...monthEdge(matter),
    ...datesDiffer(matter),
    ...weakLinks(matter),
    ...staleSources(matter),
  ];
}

function contraryEvidence({ language }: Matter, contrary: readonly TimelineEvent[]): Caution[] {
  const [first] = contrary;
  if (!first) return [];
  const when = sayDay(first.on, first.month, language);
  return [
    {
      code: 'contrary-evidence',
      text: say(language, [
        `有相反证据：${when} ${first.label}`,
        `Contrary evidence: ${when}, ${first.label}`,
      ]),
      finding_key: null,
    },
  ];
}

function monthEdge(matter: Matter): Caution[] {
  const { deaths, language } = matter;
  const adopted = deaths.find(({ is_adopted }) => is_adopted);
  const finding = claimAfterDeath(matter);
  if (!adopted || !finding || !isAtMonthEdge(adopted.died_on)) return [];
  return [
    {
      code: 'month-edge',
      text: say(language, [
        '死亡日期在月初或月末，早晚一天影响 1 个月',
        'The death is at the turn of a month: a day earlier or later changes one month',
      ]),
      finding_key: finding.finding_key,
    },
  ];
}

/** The claim whose months the day of death decides. */
function claimAfterDeath(matter: Matter): Finding | undefined {
  return matter.findings.find((finding) => finding.direction === 'fund' && isAbout(matter, finding, 'death'));
}

export function isAtMonthEdge(on: string | null): boolean {
  if (on === null) return false;
  const [year = 0, month = 0, day = 0] = on.split('-').map(Number);
  const last = new Date(Date.UTC(year, month, 0)).getUTCDate();
  return day <= EDGE_DAYS || day > last - EDGE_DAYS;
}

function datesDiffer(matter: Matter): Caution[] {
  const { deaths, language } = matter;
  const finding = claimAfterDeath(matter);
  const months = new Set(
    deaths
      .filter(({ is_revoked, is_upper_bound, is_adopted }) => !is_revoked && (!is_upper_bound || is_adopted))
      .map(({ died_month }) => died_month),
  );
  if (!finding || months.size < 2) return [];
  return [
    {
      code: 'dates-differ',
      text: say(language, [
        `各方所说的死亡月份不同（${months.size} 种）`,
        `The sources name ${months.size} different months of death`,
      ]),
      finding_key: finding.finding_key,
    },
  ];
}

function weakLinks({ findings, language }: Matter): Caution[] {
  return findings
    .filter(({ match_strength }) => match_strength !== 'confirmed')
    .map(({ finding_key: key, match_strength: strength }) => {
      const word = say(language, STRENGTH_WORDS[strength] ?? [strength, strength]);
      return {
        code: 'weak-link' as const,
        text: say(language, [
          `两边是否同一人只是“${word}”，须先核对身份`,
          `That both sides are one person is only "${word.toLowerCase()}": check the identity first`,
        ]),
        finding_key: key,
      };
    });
}

/** What silence of an old source is worth; for the sources the findings rest on. */
function staleSources({ findings, rules, sources, language }: Matter): Caution[] {
  const used = new Map<string, string>();
  for (const { finding_key: key, rule_id, evidence } of findings) {
    if (rules.get(rule_id)?.definition.grows_stale === false) continue;
    for (const { source } of evidence) if (!used.has(source)) used.set(source, key);
  }
  return [...used].flatMap(([name, key]): Caution[] => {
    const source = sources.get(name);
    if (!source?.is_stale || source.data_until === null) return [];
    const { title, english, data_until: until, days_old: days, expected_every_days: rhythm } = source;
    return [
      {
        code: 'stale-source',
        text: say(language, [
          `${title}只到 ${until}，已过 ${days} 天（应每 ${rhythm} 天更新）`,
          `${english}: known only up to ${until}, ${days} days ago (expected every ${rhythm} days)`,
        ]),
        finding_key: key,
      },
    ];
  });
}
