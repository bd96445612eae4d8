import { Pagination, Tabs } from 'antd';
import { useState } from 'react';
import { type ComparedPerson, type Comparison, compare, TABS } from '../../../contract/compare.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { showCount } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';

type Tab = (typeof TABS)[number];
const PAGE_ROWS = 100;

/** What came of a comparison: the counts add to each list's rows, and every tab opens its rows. */
export function Result({ workId, comparison }: { workId: string; comparison: Comparison }) {
  const { t } = useWords();
  const [tab, setTab] = useState<Tab>('confirmed');
  const { result, left, right } = comparison;
  if (result === null || left === null || right === null) return null;
  const count: Readonly<Record<Tab, number>> = {
    confirmed: result.pairs.confirmed,
    probable: result.pairs.probable,
    possible: result.pairs.possible,
    left: result.left.only,
    right: result.right.only,
  };
  return (
    <>
      <section className="sentence">
        <p>
          {t('compare.sentence', {
            pairs: showCount(result.pairs.confirmed),
            probable: showCount(result.pairs.probable),
            possible: showCount(result.pairs.possible),
          })}
        </p>
        <div className="under">
          <Tie label={t('compare.left')} rows={left.rows} split={result.left} />
          <Tie label={t('compare.right')} rows={right.rows} split={result.right} />
          {result.pairs.id_conflict > 0 ? (
            <span className="is-out">{t('compare.conflicts', { n: result.pairs.id_conflict })}</span>
          ) : null}
        </div>
      </section>
      <Panel title={t('compare.result')} aside={t('compare.masked')}>
        <Tabs
          activeKey={tab}
          onChange={(key) => setTab(key as Tab)}
          destroyOnHidden
          items={TABS.map((key) => ({
            key,
            label: `${t(`compare.tab-${key}`)} ${showCount(count[key])}`,
            children: <Rows key={key} workId={workId} tab={key} />,
          }))}
        />
      </Panel>
    </>
  );
}

function Tie({
  label,
  rows,
  split,
}: {
  label: string;
  rows: number;
  split: NonNullable<Comparison['result']>['left'];
}) {
  const { t } = useWords();
  const isTied = rows === split.confirmed + split.probable + split.possible + split.only && split.only >= 0;
  return (
    <span className={isTied ? 'ties' : 'differs'}>
      {isTied ? '✓ ' : ''}
      {t(isTied ? 'compare.tie' : 'compare.no-tie', {
        label,
        rows: showCount(rows),
        confirmed: showCount(split.confirmed),
        probable: showCount(split.probable),
        possible: showCount(split.possible),
        only: showCount(split.only),
      })}
    </span>
  );
}

function Rows({ workId, tab }: { workId: string; tab: Tab }) {
  const { t } = useWords();
  const [page, setPage] = useState(1);
  const answer = useAnswer(
    compare.rows,
    { params: { work_id: workId }, query: { tab, page } },
    { keepsLast: true },
  );
  const isPairs = tab !== 'left' && tab !== 'right';
  return (
    <Answered answer={answer}>
      {({ total, rows }) =>
        total === 0 ? (
          <Placeholder>{t('compare.none')}</Placeholder>
        ) : (
          <>
            <table className="plain compare-table">
              <thead>
                <tr>
                  {tab === 'right' ? null : <th>{t('compare.left')}</th>}
                  {tab === 'left' ? null : <th>{t('compare.right')}</th>}
                  {isPairs ? <th>{t('compare.why')}</th> : null}
                </tr>
              </thead>
              <tbody lang="zh-CN">
                {rows.map((row) => (
                  <tr key={`${row.left?.row ?? ''}/${row.right?.row ?? ''}`}>
                    {tab === 'right' ? null : (
                      <td>
                        <Person person={row.left} />
                      </td>
                    )}
                    {tab === 'left' ? null : (
                      <td>
                        <Person person={row.right} />
                      </td>
                    )}
                    {isPairs ? <td className="compare-why">{row.why}</td> : null}
                  </tr>
                ))}
              </tbody>
            </table>
            {total > PAGE_ROWS ? (
              <Pagination
                size="small"
                current={page}
                pageSize={PAGE_ROWS}
                total={total}
                showSizeChanger={false}
                onChange={setPage}
              />
            ) : null}
          </>
        )
      }
    </Answered>
  );
}

function Person({ person }: { person: ComparedPerson | null }) {
  const { t } = useWords();
  if (person === null) return <span className="is-muted">—</span>;
  return (
    <>
      <strong>{person.name}</strong> <span className="number">{person.id}</span>
      <div className="is-muted">
        {t('compare.row', { n: person.row })}
        {[person.birth, person.township, person.address]
          .filter((text) => text !== '')
          .map((text) => ` · ${text}`)
          .join('')}
      </div>
    </>
  );
}
