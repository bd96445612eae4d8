import { DatePicker, Select } from 'antd';
import dayjs from 'dayjs';
import { ORIGINS } from '../../../../core/words/case.ts';
import { type Overview, PERIODS } from '../../../contract/overview.ts';
import { useWords } from '../../language/language.tsx';
import { useDashboardAddress } from './dashboard-address.ts';

/** Period and choice of cases; all of it stands in the address. */
export function Filters({ choices }: { choices: Overview['choices'] | undefined }) {
  const { t, pick } = useWords();
  const { choice, go } = useDashboardAddress();
  const one = (
    name: 'source' | 'batch' | 'township' | 'rule',
    options: readonly { value: string; label: string; isChinese?: boolean }[],
  ) => (
    <Select
      className={`filter-${name}`}
      aria-label={t(`dashboard.filter-${name}`)}
      value={choice[name] ?? ''}
      popupMatchSelectWidth={false}
      showSearch={{ optionFilterProp: 'label' }}
      options={[{ value: '', label: t(`dashboard.all-${name}`) }, ...options]}
      optionRender={({ data }) => <span {...(data.isChinese ? { lang: 'zh-CN' } : {})}>{data.label}</span>}
      labelRender={({ value, label }) => (
        <span {...(value !== '' && (name === 'township' || name === 'batch') ? { lang: 'zh-CN' } : {})}>
          {label}
        </span>
      )}
      onChange={(value: string) => go({ [name]: value })}
    />
  );
  return (
    <>
      <Select
        className="filter-period"
        aria-label={t('dashboard.period')}
        value={choice.period}
        popupMatchSelectWidth={false}
        options={PERIODS.map((value) => ({ value, label: t(`dashboard.period-${value}`) }))}
        onChange={(period) =>
          go({
            period: period === 'all' ? null : period,
            ...(period === 'custom' ? {} : { from: null, to: null }),
          })
        }
      />
      {choice.period === 'custom' ? (
        <DatePicker.RangePicker
          className="filter-days"
          aria-label={t('dashboard.period-custom')}
          value={[
            choice.from === undefined ? null : dayjs(choice.from),
            choice.to === undefined ? null : dayjs(choice.to),
          ]}
          onChange={(days) =>
            go({
              from: days?.[0]?.format('YYYY-MM-DD') ?? null,
              to: days?.[1]?.format('YYYY-MM-DD') ?? null,
            })
          }
        />
      ) : null}
      {one(
        'source',
        ORIGINS.map((value) => ({ value, label: t(`dashboard.source-${value}`) })),
      )}
      {one('batch', [
        ...(choices?.batches ?? []).map(({ key, title }) => ({ value: key, label: title, isChinese: true })),
        { value: 'none', label: t('dashboard.no-batch') },
      ])}
      {one(
        'township',
        (choices?.townships ?? []).map((value) => ({ value, label: value, isChinese: true })),
      )}
      {one(
        'rule',
        (choices?.rules ?? []).map(({ key, title }) => ({ value: key, label: pick(title) })),
      )}
    </>
  );
}

/** What narrows the figures, on paper: the lists themselves are not printed. */
export function PaperChoice({ choices }: { choices: Overview['choices'] }) {
  const { t, pick } = useWords();
  const { choice } = useDashboardAddress();
  const { source, batch, township, rule } = choice;
  const titleOf = (known: readonly { key: string; title: string }[], key: string) =>
    known.find((one) => one.key === key)?.title ?? key;
  const chosen = {
    source: source === undefined ? undefined : t(`dashboard.source-${source}`),
    batch:
      batch === undefined
        ? undefined
        : batch === 'none'
          ? t('dashboard.no-batch')
          : titleOf(choices.batches, batch),
    township,
    rule:
      rule === undefined
        ? undefined
        : titleOf(
            choices.rules.map(({ key, title }) => ({ key, title: pick(title) })),
            rule,
          ),
  };
  const said = Object.entries(chosen).flatMap(([name, value]) =>
    value === undefined ? [] : [t('dashboard.chosen', { what: t(`dashboard.filter-${name}`), value })],
  );
  if (said.length === 0) return null;
  return (
    <p className="paper-only" lang="zh-CN">
      {said.join(' · ')}
    </p>
  );
}
