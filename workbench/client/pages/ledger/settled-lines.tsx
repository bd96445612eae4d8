import { Button, Drawer, Input } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import { recovery, type SettledLine } from '../../../contract/recovery.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { useRight } from '../../shell/session.tsx';

type Fate = 'entered' | 'set_aside';

/** The lines behind a figure of the account: each with its case, or with why it is not ours and the way back. */
export function SettledLines({ fate, onClose }: { fate: Fate | null; onClose: () => void }) {
  const { t } = useWords();
  return (
    <Drawer
      open={fate !== null}
      onClose={onClose}
      size={860}
      destroyOnHidden
      title={fate === null ? '' : t(`ledger.part-${fate}`)}
    >
      {fate === null ? null : <Lines fate={fate} />}
    </Drawer>
  );
}

function Lines({ fate }: { fate: Fate }) {
  const { t } = useWords();
  const answer = useAnswer(recovery.settled, { query: { fate } });
  const mayTakeBack = useRight('recovery.take-back') && fate === 'set_aside';
  const [asked, setAsked] = useState<SettledLine | null>(null);
  return (
    <Answered answer={answer}>
      {({ lines }) => (
        <>
          <table className="plain">
            <thead>
              <tr>
                <th>{t('ledger.on')}</th>
                <th className="right">{t('ledger.amount')}</th>
                <th>{t('ledger.payer')}</th>
                <th>{t('ledger.remark')}</th>
                <th>{t(fate === 'entered' ? 'ledger.entered-in' : 'ledger.set-aside-why')}</th>
                {mayTakeBack ? <th aria-label={t('ledger.take-back')} /> : null}
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr key={line.line_id}>
                  <td>{line.booked_on}</td>
                  <td className="right">{showYuan(line.amount_fen)}</td>
                  <td lang="zh-CN">{line.payer}</td>
                  <td lang="zh-CN">{line.remark}</td>
                  <td lang="zh-CN">
                    {line.case_id === null ? (
                      (line.reason ?? '—')
                    ) : (
                      <Link to={`/cases/${line.case_id}`}>{line.case_id}</Link>
                    )}
                  </td>
                  {mayTakeBack ? (
                    <td className="right">
                      <Button size="small" onClick={() => setAsked(line)}>
                        {t('ledger.take-back')}
                      </Button>
                    </td>
                  ) : null}
                </tr>
              ))}
            </tbody>
          </table>
          {asked === null ? null : <TakeBack line={asked} onClose={() => setAsked(null)} />}
        </>
      )}
    </Answered>
  );
}

function TakeBack({ line, onClose }: { line: SettledLine; onClose: () => void }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const takeBack = useAct(recovery.takeBack);
  const [reason, setReason] = useState('');
  return (
    <ConfirmAct
      title={t('ledger.take-back-title')}
      okText={t('ledger.take-back-ok')}
      isOpen
      isReady={reason.trim() !== ''}
      startsInFields
      onClose={onClose}
      onOk={async () => {
        await takeBack.mutateAsync({ params: { line_id: line.line_id }, body: { reason } });
        say(t('ledger.taken-back'));
      }}
    >
      <label htmlFor="take-back-reason">{t('ledger.take-back-why')}</label>
      <Input
        id="take-back-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
