import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { recovery, type UnconfirmedReceipt } from '../../../contract/recovery.ts';
import type { Failed } from '../../api/call.ts';
import { newRequestKey, useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showInstant } from '../../parts/dates.ts';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';

/** Receipts that count already and that a second person still has to look at, the oldest first. */
export function UnconfirmedReceipts() {
  const { t } = useWords();
  const answer = useAnswer(recovery.unconfirmed);
  const total = answer.data?.total ?? { count: 0, amount_fen: 0 };
  return (
    <Panel
      title={t('ledger.unconfirmed')}
      aside={t('ledger.unclaimed-sum', { n: showCount(total.count), yuan: showYuan(total.amount_fen) })}
      isFlush
    >
      <Answered answer={answer}>
        {({ receipts }) =>
          receipts.length === 0 ? (
            <Placeholder>{t('ledger.none-unconfirmed')}</Placeholder>
          ) : (
            <ul className="money-lines unconfirmed">
              {receipts.map((receipt) => (
                <Receipt key={receipt.entry_id} receipt={receipt} />
              ))}
            </ul>
          )
        }
      </Answered>
      <p className="foot-note">
        {total.count > (answer.data?.receipts.length ?? 0)
          ? t('ledger.first-of', { n: answer.data?.receipts.length ?? 0, total: showCount(total.count) })
          : t('ledger.counts-already')}
      </p>
    </Panel>
  );
}

function Receipt({ receipt }: { receipt: UnconfirmedReceipt }) {
  const { t, pick, language } = useWords();
  const { say } = useDoneLine();
  const mayConfirm = useRight('recovery.confirm');
  const confirm = useAct(recovery.confirm);
  const [key] = useState(newRequestKey);
  const { case_id, entry_id } = receipt;
  const act = async () => {
    try {
      await confirm.mutateAsync({ body: { key, case_id, entry_id } });
      say(t('ledger.confirmed', { entry: entry_id }));
    } catch (error) {
      say(pick(error as Failed));
    }
  };
  return (
    <li>
      <p>
        <strong>{showYuan(receipt.amount_fen)}</strong> <span>{receipt.received_on}</span>{' '}
        {t(`case.channel-${receipt.channel}`)} → <Link to={`/cases/${case_id}`}>{case_id}</Link>{' '}
        <span lang="zh-CN">{receipt.debtor_name}</span>
      </p>
      <p className="is-muted" lang="zh-CN">
        {[receipt.payer, receipt.remark].filter((said) => said !== null && said !== '').join(' · ')}
      </p>
      <div className="by-whom">
        <span className="is-muted">
          <Chinese>
            {t('ledger.recorded-by', {
              who: receipt.recorded_by,
              when: showInstant(receipt.recorded_at, language),
            })}
          </Chinese>
        </span>
        {mayConfirm ? (
          receipt.is_own ? (
            <span className="is-muted">{t('ledger.own-receipt')}</span>
          ) : (
            <Button size="small" loading={confirm.isPending} onClick={() => void act()}>
              {t('ledger.confirm')}
            </Button>
          )
        ) : null}
      </div>
    </li>
  );
}
