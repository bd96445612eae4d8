import { Button, Pagination, Tabs, Upload } from 'antd';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { DEBT_VIEWS, type DebtView } from '../../../../core/words/views.ts';
import { recovery } from '../../../contract/recovery.ts';
import type { Failed } from '../../api/call.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showCount } from '../../parts/figures.ts';
import { PageHead } from '../../parts/panel.tsx';
import { useKeys } from '../../shell/keys.ts';
import { useRight } from '../../shell/session.tsx';
import { useTitle } from '../../shell/use-title.ts';
import { AccountStrip } from './account-strip.tsx';
import { DebtTable } from './debt-table.tsx';
import { ExportLedger } from './export-ledger.tsx';
import { RecordPayment } from './record-payment.tsx';
import { UnclaimedLines } from './unclaimed-lines.tsx';
import { UnconfirmedReceipts } from './unconfirmed-receipts.tsx';
import './ledger.css';

const PAGE = 50;

/** Who owes what, what came back and what is still out; beside it the money that nobody has claimed yet. */
export default function LedgerPage() {
  const { t } = useWords();
  useTitle(t('shell.page-ledger'));
  const [search, setSearch] = useSearchParams();
  const [isRecording, setRecording] = useState(false);
  const view = DEBT_VIEWS.find((one) => one === search.get('view')) ?? 'all';
  const page = Math.max(1, Number(search.get('page') ?? 1));
  const township = search.get('township') ?? undefined;
  const status = search.get('status') ?? undefined;
  const filter = { view, township, status };
  const list = useAnswer(
    recovery.list,
    { query: { ...filter, offset: (page - 1) * PAGE, limit: PAGE } },
    { keepsLast: true },
  );
  const mayRecord = useRight('recovery.receipt');
  const seesLines = useRight('recovery.lines');
  useKeys({ R: mayRecord ? () => setRecording(true) : undefined });
  const go = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(search);
    for (const [name, value] of Object.entries(changes)) {
      if (value === null) next.delete(name);
      else next.set(name, value);
    }
    setSearch(next);
  };
  const counts = list.data?.counts ?? {};
  return (
    <>
      <PageHead
        title={t('shell.page-ledger')}
        aside={t('ledger.equation')}
        actions={
          <>
            <ExportLedger filter={filter} cases={list.data?.totals.cases ?? 0} />
            <TakeStatement />
            {mayRecord ? (
              <Button type="primary" onClick={() => setRecording(true)}>
                {t('ledger.record')}
                <kbd>R</kbd>
              </Button>
            ) : null}
          </>
        }
      />
      <AccountStrip />
      <div className={seesLines ? 'columns beside-debts' : ''}>
        <div>
          <Tabs
            activeKey={view}
            onChange={(key) => go({ view: key as DebtView, page: null })}
            items={DEBT_VIEWS.map((key) => ({
              key,
              label: (
                <>
                  {t(`ledger.view-${key}`)} <span className="is-muted">{showCount(counts[key] ?? 0)}</span>
                </>
              ),
            }))}
          />
          {township !== undefined || status !== undefined ? (
            <p className="active-filters">
              {township === undefined ? null : (
                <span className="chip is-teal" lang="zh-CN">
                  {township}
                </span>
              )}{' '}
              <button
                type="button"
                className="link"
                onClick={() => go({ township: null, status: null, page: null })}
              >
                {t('ledger.clear-filters')}
              </button>
            </p>
          ) : null}
          <Answered answer={list} rows={12}>
            {(data) => (
              <>
                <DebtTable answer={data} />
                <Pagination
                  size="small"
                  className="no-print"
                  current={page}
                  pageSize={PAGE}
                  total={data.totals.cases}
                  hideOnSinglePage
                  showSizeChanger={false}
                  onChange={(next) => go({ page: next === 1 ? null : String(next) })}
                />
              </>
            )}
          </Answered>
        </div>
        {seesLines ? (
          <div>
            <UnclaimedLines />
            <UnconfirmedReceipts />
          </div>
        ) : null}
      </div>
      <RecordPayment isOpen={isRecording} onClose={() => setRecording(false)} />
    </>
  );
}

/** Sends a bank's statement in; what it holds and what was known before is said at once. */
function TakeStatement() {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const take = useAct(recovery.takeStatement);
  if (!useRight('recovery.take-statement')) return null;
  const send = async (file: File) => {
    try {
      const { added, known, ignored, refused } = await take.mutateAsync({
        query: { name: file.name },
        body: file,
      });
      say(t('ledger.taken', { added, known, ignored, refused: refused.length }));
    } catch (error) {
      say(pick(error as Failed));
    }
  };
  return (
    <Upload
      showUploadList={false}
      beforeUpload={(file) => {
        void send(file);
        return false;
      }}
    >
      <Button loading={take.isPending}>{t('ledger.take-statement')}</Button>
    </Upload>
  );
}
