import { Button, Table, type TableColumnsType, type TableProps, Tabs } from 'antd';
import { useState } from 'react';
import { Link, useParams } from 'react-router';
import { type BatchItemRow, batches } from '../../../contract/batches.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Money } from '../../parts/money.tsx';
import { PageHead } from '../../parts/panel.tsx';
import { useRight } from '../../shell/session.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { AssignBar } from './assign-bar.tsx';
import './batches.css';
import { DeadlineChip } from './deadline-chip.tsx';
import { ItemMoves } from './item-moves.tsx';
import { ReturnSheet } from './return-sheet.tsx';

/** One batch: their rows in their order, beside each our answer with its evidence and what a person found. */
export default function BatchPage() {
  const { t, pick } = useWords();
  const { batch_id: batchId = '' } = useParams();
  useTitle(t('shell.page-batches'));
  const answer = useAnswer(batches.read, { params: { batch_id: batchId } });
  const investigators = useAnswer(batches.list).data?.investigators ?? [];
  const [picked, setPicked] = useState<number[]>([]);
  const mayAssign = useRight('batches.assign');
  const columns: TableColumnsType<BatchItemRow> = [
    { title: t('batches.row'), dataIndex: 'row', align: 'right', width: '5%' },
    {
      title: t('batches.person'),
      width: '18%',
      render: (_, item) => (
        <>
          <span lang="zh-CN">{item.name}</span>{' '}
          <span className="number is-muted">{item.resident_id ?? '—'}</span>
          {(item.township ?? item.known_township) === null ? null : (
            <>
              {' '}
              <span lang="zh-CN">{item.township ?? item.known_township}</span>
            </>
          )}
        </>
      ),
    },
    {
      title: t('batches.claimed'),
      align: 'right',
      width: '12%',
      render: (_, item) => <Money fen={item.claimed_fen} />,
    },
    {
      title: t('batches.our-answer'),
      width: '26%',
      render: (_, item) => (
        <>
          <span className={item.answer === 'supported' ? 'chip is-teal' : 'chip'}>
            {t(`batches.answer-${item.answer ?? 'none'}`)}
          </span>{' '}
          <span lang="zh-CN">{item.evidence}</span>
          {item.case_id === null ? null : (
            <>
              {' '}
              <Link to={`/cases/${item.case_id}`}>{item.case_id}</Link>
            </>
          )}
        </>
      ),
    },
    {
      title: t('batches.state'),
      render: (_, item) => <span className="chip">{pick(item.status_title)}</span>,
    },
    {
      title: t('batches.outcome'),
      render: (_, item) =>
        item.outcome === null ? (
          '—'
        ) : (
          <>
            {t(`batches.outcome-${item.outcome}`)}{' '}
            <span className="is-muted" lang="zh-CN">
              {item.reason}
            </span>
          </>
        ),
    },
    {
      title: t('batches.next-step'),
      className: 'no-print',
      render: (_, item) => <ItemMoves batchId={batchId} item={item} investigators={investigators} />,
    },
  ];
  return (
    <Answered answer={answer} rows={14}>
      {(data) => (
        <>
          <PageHead
            title={<span lang="zh-CN">{data.batch.title}</span>}
            aside={
              <>
                <span lang="zh-CN">{data.batch.sender}</span> · {data.batch.received_on} ·{' '}
                <DeadlineChip batch={data.batch} />
              </>
            }
            actions={<Feedback batchId={batchId} waiting={data.batch.items - data.batch.answered} />}
          />
          <p>
            {t('batches.sum', {
              items: data.batch.items,
              answered: data.batch.answered,
              supported: data.totals.supported,
              not_supported: data.totals.not_supported,
              cannot_match: data.totals.cannot_match,
            })}{' '}
            <span className="is-muted">
              {t('batches.file')} <span lang="zh-CN">{data.file}</span>
            </span>
          </p>
          <Tabs
            size="small"
            items={[
              {
                key: 'items',
                label: t('batches.tab-items'),
                children: (
                  <>
                    <AssignBar
                      batchId={batchId}
                      items={data.items}
                      picked={picked}
                      onPick={setPicked}
                      investigators={investigators}
                    />
                    <Table<BatchItemRow>
                      size="small"
                      className="batch-table"
                      rowKey="item_number"
                      columns={columns}
                      dataSource={data.items}
                      {...(mayAssign
                        ? {
                            rowSelection: {
                              selectedRowKeys: picked,
                              onChange: (keys) => setPicked(keys as number[]),
                              preserveSelectedRowKeys: true,
                              getCheckboxProps: (item) => ({
                                disabled: !item.may_assign,
                                'aria-label': t('batches.tick-row', { row: item.row }),
                              }),
                            } satisfies TableProps<BatchItemRow>['rowSelection'],
                          }
                        : {})}
                      pagination={
                        data.items.length > 100
                          ? { pageSize: 100, size: 'small', showSizeChanger: false }
                          : false
                      }
                      sticky
                      locale={{ emptyText: t('batches.no-items') }}
                    />
                  </>
                ),
              },
              {
                key: 'sheet',
                label: t('batches.tab-sheet'),
                children: <ReturnSheet batchId={batchId} />,
              },
            ]}
          />
        </>
      )}
    </Answered>
  );
}

/** The workbook that goes back; while somebody is unanswered the button says how many. */
function Feedback({ batchId, waiting }: { batchId: string; waiting: number }) {
  const { t, pick } = useWords();
  const [refusal, setRefusal] = useState<Failed | null>(null);
  if (!useRight('batches.feedback')) return null;
  const make = async () => {
    try {
      await saveFile(batches.feedback, { params: { batch_id: batchId } });
      setRefusal(null);
    } catch (error) {
      setRefusal(error as Failed);
    }
  };
  return (
    <>
      <span role="alert" className={refusal ? 'refusal' : 'is-muted'}>
        {refusal ? pick(refusal) : waiting > 0 ? t('batches.waiting', { n: waiting }) : ''}
      </span>
      <Button type="primary" disabled={waiting > 0} onClick={() => void make()}>
        {t('batches.make-feedback')}
      </Button>
    </>
  );
}
