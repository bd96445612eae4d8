import { Select } from 'antd';
import Fuse from 'fuse.js';
import { useMemo } from 'react';
import { STATUSES } from '../../../../casework/states.ts';
import { MATCH_STRENGTHS } from '../../../../core/finding.ts';
import { AMOUNTS, FOUND, type QueueAddress, queue } from '../../../contract/queue.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import type { QueuePlace } from './queue-address.ts';

interface Choice {
  value: string;
  label: string;
  /** What else it may be found by. */
  also?: string;
  isChinese?: boolean;
}

type Part = 'rule' | 'strength' | 'township' | 'status' | 'batch' | 'amount' | 'found';

/** What narrows the list. Every choice stands in the address. */
export function FilterBar({ place }: { place: QueuePlace }) {
  const { t, pick, language } = useWords();
  const known = useAnswer(queue.filters, {}).data;
  const { rules = [], townships = [], batches = [] } = known ?? {};
  const choices: Record<Part, Choice[]> = {
    rule: rules.map(({ rule_id: value, title }) => ({
      value,
      label: pick(title),
      also: language === 'zh' ? title.en : title.zh,
    })),
    strength: MATCH_STRENGTHS.map((value) => ({ value, label: t(`shell.strength-${value}`) })),
    township: townships.map((value) => ({ value, label: value, isChinese: true })),
    status: STATUSES.map((value) => ({ value, label: t(`queue.status-${value}`) })),
    amount: AMOUNTS.map((value) => ({ value, label: t(`queue.amount-${value}`) })),
    found: FOUND.map((value) => ({ value, label: t(`queue.found-${value}`) })),
    batch: batches.map(({ batch_id: value, title: label }) => ({ value, label, isChinese: true })),
  };
  const several = (part: 'rule' | 'strength' | 'township' | 'status' | 'batch') => (
    <SeveralOf part={part} choices={choices[part]} value={place.filter[part]} go={place.go} />
  );
  const one = (part: 'amount' | 'found') => (
    <OneOf part={part} choices={choices[part]} value={place.filter[part]} go={place.go} />
  );
  // a closed list shows how many are chosen; paper cannot be opened
  const chosenInFull = (Object.keys(choices) as Part[])
    .flatMap((part) => {
      const chosen = place.filter[part];
      if (chosen === undefined) return [];
      const names = chosen
        .split(',')
        .map((key) => choices[part].find(({ value }) => value === key)?.label ?? key);
      return [t('queue.filter-label', { label: t(`queue.filter-${part}`), chosen: names.join(' / ') })];
    })
    .join(' · ');
  return (
    <>
      {several('rule')}
      {several('strength')}
      {several('township')}
      {place.view === 'unassigned' ? (
        <SeveralOf
          part="status"
          choices={choices.status}
          value="new"
          isGiven
          go={({ status }) => place.go({ status, view: 'all' })}
        />
      ) : (
        several('status')
      )}
      {one('amount')}
      {one('found')}
      {several('batch')}
      <span className="paper-only" lang="zh-CN">
        {chosenInFull}
      </span>
      {place.hasFilter ? (
        <button type="button" className="link no-print" onClick={place.clear}>
          {t('queue.clear-filters')}
        </button>
      ) : null}
    </>
  );
}

interface PickerProps {
  part: Part;
  choices: readonly Choice[];
  value: string | undefined;
  go: (patch: QueueAddress) => void;
  /** The tab says it already; nobody has narrowed anything. */
  isGiven?: boolean;
}

function SeveralOf({ part, choices, value, go, isGiven = false }: PickerProps) {
  const { t } = useWords();
  const chosen = value === undefined ? [] : value.split(',');
  const find = useFuzzy(choices);
  const label = t(`queue.filter-${part}`);
  const only = chosen.length === 1 ? choices.find((choice) => choice.value === chosen[0]) : undefined;
  return (
    <Select
      mode="multiple"
      size="small"
      className={chosen.length > 0 && !isGiven ? 'filter is-set no-print' : 'filter no-print'}
      prefix={
        <MaybeChinese part={part} only={only}>
          {chosen.length === 0 ? t('queue.any') : t('queue.n-chosen', { n: chosen.length })}
        </MaybeChinese>
      }
      aria-label={label}
      value={chosen}
      onChange={(next: string[]) => go({ [part]: next.length === 0 ? undefined : next.join(',') })}
      maxTagCount={0}
      maxTagPlaceholder={null}
      options={choices.map(optionOf)}
      showSearch={{ filterOption: (typed, option) => find(typed).has(String(option?.value)) }}
      popupMatchSelectWidth={false}
      allowClear={false}
      notFoundContent={t('queue.nothing-to-choose')}
    />
  );
}

function OneOf({ part, choices, value, go }: PickerProps) {
  const { t } = useWords();
  const label = t(`queue.filter-${part}`);
  return (
    <Select
      size="small"
      className={value === undefined ? 'filter no-print' : 'filter is-set no-print'}
      aria-label={label}
      value={value ?? ''}
      labelRender={({ label: chosen }) => t('queue.filter-label', { label, chosen: String(chosen) })}
      onChange={(next: string) => go({ [part]: next === '' ? undefined : next })}
      options={[{ value: '', label: t('queue.no-limit') }, ...choices.map(optionOf)]}
      popupMatchSelectWidth={false}
    />
  );
}

const optionOf = ({ value, label, isChinese = false }: Choice) => ({
  value,
  label: isChinese ? <span lang="zh-CN">{label}</span> : label,
});

/** What a filter is set to: one short choice by its name, several or a long one by their number; nothing is cut off. */
function MaybeChinese({ part, only, children }: { part: Part; only: Choice | undefined; children: string }) {
  const { t } = useWords();
  const label = t(`queue.filter-${part}`);
  if (only === undefined || [...only.label].length > SHORT) {
    return t('queue.filter-label', { label, chosen: children });
  }
  return (
    <>
      {t('queue.filter-label', { label, chosen: '' })}
      {optionOf(only).label}
    </>
  );
}

const SHORT = 6;

/** Lists that fit into the browser are searched there, forgiving a slip of the finger. */
function useFuzzy(choices: readonly Choice[]): (typed: string) => ReadonlySet<string> {
  const index = useMemo(
    () => new Fuse([...choices], { keys: ['label', 'also', 'value'], threshold: 0.35, ignoreLocation: true }),
    [choices],
  );
  return (typed) =>
    new Set(
      typed.trim() === ''
        ? choices.map(({ value }) => value)
        : index.search(typed.trim()).map(({ item }) => item.value),
    );
}
