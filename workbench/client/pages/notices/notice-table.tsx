import { Checkbox } from 'antd';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import type { PaperStage } from '../../../../core/words/documents.ts';
import type { NoticeRow } from '../../../contract/notices.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { Money } from '../../parts/money.tsx';
import { Left } from './deadline.tsx';

/** What a tab has to show: a draft has no number, an unserved paper no day of service. */
const COLUMNS = {
  draft: ['case', 'receiver', 'paper', 'township', 'amount', 'status'],
  'to-issue': ['case', 'receiver', 'paper', 'township', 'amount', 'status'],
  'to-serve': ['number', 'case', 'receiver', 'paper', 'township', 'amount', 'issued', 'status'],
  served: ['number', 'case', 'receiver', 'paper', 'amount', 'status', 'method', 'served', 'due', 'left'],
  public: ['number', 'case', 'receiver', 'paper', 'amount', 'status', 'method', 'due', 'left'],
  void: ['number', 'case', 'receiver', 'paper', 'amount', 'issued', 'why-void'],
} as const satisfies Record<PaperStage, readonly string[]>;

type Column = (typeof COLUMNS)[PaperStage][number];

export function NoticeTable({
  stage,
  rows,
  chosen,
  choose,
  ticked,
  tick,
  mayPrint,
}: {
  stage: PaperStage;
  rows: readonly NoticeRow[];
  chosen: string | undefined;
  choose: (key: string) => void;
  ticked: ReadonlySet<string>;
  tick: (ticked: ReadonlySet<string>) => void;
  mayPrint: boolean;
}) {
  const { t } = useWords();
  const columns: readonly Column[] = COLUMNS[stage];
  const isAll = rows.length > 0 && rows.every(({ key }) => ticked.has(key));
  const toggle = (key: string) => {
    const next = new Set(ticked);
    if (!next.delete(key)) next.add(key);
    tick(next);
  };
  return (
    <div className="panel notice-table">
      <table className="plain">
        <thead>
          <tr>
            {mayPrint ? (
              <th scope="col" className="tick">
                <Checkbox
                  aria-label={t('notices.tick-all')}
                  checked={isAll}
                  indeterminate={!isAll && ticked.size > 0}
                  onChange={() => tick(new Set(isAll ? [] : rows.map(({ key }) => key)))}
                />
              </th>
            ) : null}
            {columns.map((column) => (
              <th key={column} scope="col" className={`is-${column}${column === 'amount' ? ' right' : ''}`}>
                {t(`notices.column-${column}`)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            // the first cell holds the button; a click anywhere on the row is a convenience of the mouse
            <tr
              key={row.key}
              className={row.key === chosen ? 'is-chosen' : undefined}
              onClick={() => choose(row.key)}
            >
              {mayPrint ? (
                <td className="tick">
                  <Checkbox
                    aria-label={t('notices.tick', { paper: row.case_id })}
                    checked={ticked.has(row.key)}
                    onClick={(event) => event.stopPropagation()}
                    onChange={() => toggle(row.key)}
                  />
                </td>
              ) : null}
              {columns.map((column, place) => (
                <td key={column} className={`is-${column}${column === 'amount' ? ' right' : ''}`}>
                  {place === 0 ? (
                    <button
                      type="button"
                      className="link"
                      aria-current={row.key === chosen}
                      onClick={() => choose(row.key)}
                    >
                      <Cell row={row} column={column} isButton />
                    </button>
                  ) : (
                    <Cell row={row} column={column} />
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

function Cell({
  row,
  column,
  isButton = false,
}: {
  row: NoticeRow;
  column: Column;
  isButton?: boolean;
}): ReactNode {
  const { t, pick, has } = useWords();
  switch (column) {
    case 'number':
      return <span lang="zh-CN">{row.document_number}</span>;
    case 'case':
      return isButton ? (
        <span className="number">{row.case_id}</span>
      ) : (
        <Link className="number" to={`/cases/${row.case_id}`} onClick={(event) => event.stopPropagation()}>
          {row.case_id}
        </Link>
      );
    case 'receiver':
      return <span lang="zh-CN">{row.receiver}</span>;
    case 'paper':
      return has(`notices.short-${row.kind}`) ? t(`notices.short-${row.kind}`) : pick(row.kind_title);
    case 'township':
      return <span lang="zh-CN">{row.township ?? '—'}</span>;
    case 'amount':
      return <Money fen={row.amount_fen} />;
    case 'status':
      return <span className="chip">{pick(row.status_title)}</span>;
    case 'method':
      return row.method === null ? '—' : t(`notices.method-${row.method}`);
    case 'issued':
      return row.issued_on ?? '—';
    case 'served':
      return row.served_on ?? '—';
    case 'due':
      return row.deadline === null ? (
        '—'
      ) : (
        <span title={pick(row.deadline.title)}>{row.deadline.due_on}</span>
      );
    case 'left':
      return row.deadline === null ? '—' : <Left deadline={row.deadline} />;
    case 'why-void':
      return <Chinese>{t(row.is_void ? 'notices.is-void' : 'notices.is-replaced')}</Chinese>;
  }
}
