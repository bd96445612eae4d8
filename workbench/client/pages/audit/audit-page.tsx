import { Button, DatePicker, Input, Select, Tabs } from 'antd';
import dayjs from 'dayjs';
import { useEffect, useState } from 'react';
import type { z } from 'zod';
import { audit as contract } from '../../../contract/audit.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { type AuditAddress, useAuditAddress } from './audit-address.ts';
import { ChainPanel } from './chain-panel.tsx';
import { ExportRecords } from './export-records.tsx';
import { RecordTable, typeOf } from './record-table.tsx';
import { TYPES_OF } from './types-of.ts';
import './audit.css';

type State = z.output<typeof contract.state.answer>;

export default function AuditPage() {
  const { t } = useWords();
  const state = useAnswer(contract.state, {}, { keepsLast: true });
  useEffect(() => {
    document.title = `${t('audit.title')} · ${t('shell.name')}`;
  }, [t]);
  return (
    <div className="audit">
      <Answered answer={state} rows={10}>
        {(found) => <Records state={found} />}
      </Answered>
    </div>
  );
}

function Records({ state }: { state: State }) {
  const { t } = useWords();
  const address = useAuditAddress(state.kinds);
  const { kind, filter, before, go } = address;
  const answer = useAnswer(
    contract.list,
    { query: { kind, ...filter, before } as never },
    { keepsLast: true },
  );
  const isFiltered = Object.keys(filter).length > 0;
  return (
    <>
      <PageHead
        title={t('audit.title')}
        aside={t('audit.recorded')}
        actions={<ExportRecords kind={kind} filter={filter} />}
      />
      <ChainPanel state={state} />
      <section className="panel">
        <Tabs
          activeKey={kind}
          items={state.kinds.map((key) => ({ key, label: t(`audit.kind-tab-${key}`) }))}
          onChange={(next) => go({ kind: next, type: null })}
        />
        <Filters address={address} people={state.people} />
        <Answered answer={answer} rows={12}>
          {(page) =>
            page.entries.length === 0 ? (
              <Placeholder>
                {t(isFiltered ? 'audit.none-match' : 'audit.none')}{' '}
                {isFiltered ? (
                  <button
                    type="button"
                    className="link"
                    onClick={() => go({ actor: null, type: null, subject: null, from: null, to: null })}
                  >
                    {t('audit.clear')}
                  </button>
                ) : null}
              </Placeholder>
            ) : (
              <>
                <RecordTable entries={page.entries} />
                <p className="pager no-print">
                  <Button size="small" disabled={before === undefined} onClick={() => go({ before: null })}>
                    {t('audit.newest')}
                  </Button>
                  <Button
                    size="small"
                    disabled={page.next_before === null}
                    onClick={() => go({ before: String(page.next_before) })}
                  >
                    {t('audit.older')}
                  </Button>
                </p>
              </>
            )
          }
        </Answered>
      </section>
    </>
  );
}

function Filters({ address, people }: { address: AuditAddress; people: State['people'] }) {
  const words = useWords();
  const { t } = words;
  const { kind, filter, go } = address;
  const [subject, setSubject] = useState(filter.subject ?? '');
  useEffect(() => setSubject(filter.subject ?? ''), [filter.subject]);
  return (
    <div className="filters no-print">
      <Select
        size="small"
        aria-label={t('audit.filter-person')}
        placeholder={t('audit.filter-person')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={filter.actor ?? null}
        options={people.map(({ user_id, display_name }) => ({
          value: user_id,
          label: `${display_name} ${user_id}`,
        }))}
        optionRender={({ label }) => <span lang="zh-CN">{label}</span>}
        labelRender={({ label, value }) => <span lang="zh-CN">{label ?? value}</span>}
        onChange={(actor: string | null | undefined) => go({ actor: actor ?? null })}
      />
      <Select
        size="small"
        aria-label={t('audit.filter-action')}
        placeholder={t('audit.filter-action')}
        allowClear
        showSearch={{ optionFilterProp: 'label' }}
        popupMatchSelectWidth={false}
        value={filter.type ?? null}
        options={(TYPES_OF[kind] ?? []).map((value) => ({ value, label: typeOf(words, value) }))}
        onChange={(type: string | null | undefined) => go({ type: type ?? null })}
      />
      <Input
        size="small"
        aria-label={t('audit.filter-subject')}
        placeholder={t('audit.filter-subject')}
        allowClear
        value={subject}
        onChange={(event) => {
          setSubject(event.target.value);
          if (event.target.value === '') go({ subject: null });
        }}
        onPressEnter={() => go({ subject: subject.trim() })}
        onBlur={() => {
          if (subject.trim() !== (filter.subject ?? '')) go({ subject: subject.trim() });
        }}
      />
      <DatePicker.RangePicker
        size="small"
        aria-label={t('audit.filter-days')}
        allowEmpty={[true, true]}
        value={[
          filter.from === undefined ? null : dayjs(filter.from),
          filter.to === undefined ? null : dayjs(filter.to),
        ]}
        onChange={(days) =>
          go({
            from: days?.[0]?.format('YYYY-MM-DD') ?? null,
            to: days?.[1]?.format('YYYY-MM-DD') ?? null,
          })
        }
      />
    </div>
  );
}
