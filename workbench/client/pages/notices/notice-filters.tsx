import { Select } from 'antd';
import type { z } from 'zod';
import { DUE, type notices } from '../../../contract/notices.ts';
import { useWords } from '../../language/language.tsx';

/** Which papers: of which kind, from which townships, due by when. The address holds the choice. */
export function NoticeFilters({
  search,
  change,
  answer,
}: {
  search: URLSearchParams;
  change: (changes: Record<string, string | undefined>) => void;
  answer: z.output<(typeof notices)['list']['answer']> | undefined;
}) {
  const { t, pick } = useWords();
  const chosen = (name: string): string[] => (search.get(name) ?? '').split(',').filter((one) => one !== '');
  const several = (name: string, values: readonly string[]) =>
    change({ [name]: values.join(','), page: undefined, paper: undefined });
  return (
    <div className="notice-filters">
      <Select
        aria-label={t('notices.paper')}
        mode="multiple"
        size="small"
        allowClear
        showSearch={false}
        maxTagCount={1}
        placeholder={t('notices.paper')}
        value={chosen('kind')}
        options={(answer?.kinds ?? []).map(({ kind, title }) => ({
          value: kind,
          label: pick(title),
        }))}
        onChange={(values) => several('kind', values)}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t('notices.township')}
        mode="multiple"
        size="small"
        allowClear
        maxTagCount={1}
        placeholder={t('notices.township')}
        value={chosen('township')}
        options={(answer?.townships ?? []).map((one) => ({
          value: one,
          label: <span lang="zh-CN">{one}</span>,
        }))}
        onChange={(values) => several('township', values)}
        popupMatchSelectWidth={false}
      />
      <Select
        aria-label={t('notices.due')}
        size="small"
        allowClear
        placeholder={t('notices.due')}
        value={DUE.find((one) => one === search.get('due')) ?? null}
        options={DUE.map((one) => ({ value: one, label: t(`notices.due-${one}`) }))}
        onChange={(value) => change({ due: value ?? undefined, page: undefined, paper: undefined })}
        popupMatchSelectWidth={false}
      />
      {['kind', 'township', 'due'].some((name) => search.has(name)) ? (
        <button
          type="button"
          className="link"
          onClick={() => change({ kind: undefined, township: undefined, due: undefined, page: undefined })}
        >
          {t('notices.clear')}
        </button>
      ) : null}
    </div>
  );
}
