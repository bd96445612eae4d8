import { Button, Input, Select } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { Surplus } from '../../../../core/words/case.ts';
import { recovery, type UnclaimedLine } from '../../../contract/recovery.ts';
import { newRequestKey, useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { showYuan } from '../../parts/figures.ts';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';
import { CaseField, PaysFor } from './case-field.tsx';
import { SplitLine } from './split-line.tsx';
import { SurplusField } from './surplus-field.tsx';

/** Lines of the bank's statement that wait, each with the case it seems to pay and why. */
export function UnclaimedLines() {
  const { t } = useWords();
  const answer = useAnswer(recovery.lines);
  const lines = answer.data?.lines ?? [];
  const sum = lines.reduce((total, line) => total + line.amount_fen, 0);
  return (
    <Panel
      title={t('ledger.unclaimed')}
      aside={t('ledger.unclaimed-sum', { n: lines.length, yuan: showYuan(sum) })}
      isFlush
    >
      <Answered answer={answer}>
        {(data) =>
          data.lines.length === 0 ? (
            <Placeholder>{t('ledger.no-lines')}</Placeholder>
          ) : (
            <ul className="money-lines unclaimed">
              {data.lines.map((line) => (
                <Line key={line.line_id} line={line} />
              ))}
            </ul>
          )
        }
      </Answered>
      <p className="foot-note">{t('ledger.only-once')}</p>
    </Panel>
  );
}

type Asked = 'enter' | 'split' | 'set-aside' | null;

function Line({ line }: { line: UnclaimedLine }) {
  const { t, pick } = useWords();
  const { say } = useDoneLine();
  const mayEnter = useRight('recovery.enter');
  const enter = useAct(recovery.enter);
  const setAside = useAct(recovery.setAside);
  const [asked, setAsked] = useState<Asked>(null);
  const [chosen, setChosen] = useState(line.proposed?.case_id ?? '');
  const [typed, setTyped] = useState('');
  const [reason, setReason] = useState('');
  const [surplus, setSurplus] = useState<Surplus>('refused');
  const [key] = useState(newRequestKey);
  const params = { line_id: line.line_id };
  const doEnter = async () => {
    const done = await enter.mutateAsync({
      params,
      body: { key, case_id: chosen === 'typed' ? typed.trim() : chosen, surplus },
    });
    say(t('ledger.entered', { case: done.case_id, yuan: showYuan(done.outstanding_fen) }));
  };
  return (
    <li>
      <p>
        <strong>{showYuan(line.amount_fen)}</strong> <span>{line.booked_on}</span>{' '}
        <span lang="zh-CN">
          {t('ledger.payer')} {line.payer}
        </span>
        {line.payer_account === null ? null : ` · ${t('ledger.tail', { digits: line.payer_account })}`}
      </p>
      <p className="is-muted">
        {t('ledger.remark')}{' '}
        <span lang="zh-CN">{line.remark === '' ? t('ledger.no-remark') : line.remark}</span>
      </p>
      <div className="proposal">
        <span>
          {line.proposed ? (
            <>
              {t(line.proposed.is_sure ? 'ledger.propose' : 'ledger.perhaps')}{' '}
              <Link to={`/cases/${line.proposed.case_id}`}>{line.proposed.case_id}</Link>{' '}
              <span lang="zh-CN">{line.proposed.debtor_name}</span>
              <br />
            </>
          ) : null}
          <span className="is-muted">{pick(line.why)}</span>
        </span>
        {mayEnter ? (
          <Button
            size="small"
            type={line.proposed?.is_sure ? 'primary' : 'default'}
            onClick={() => setAsked('enter')}
          >
            {t(line.proposed?.is_sure ? 'ledger.enter' : 'ledger.check-enter')}
          </Button>
        ) : null}
      </div>
      {mayEnter ? (
        <p className="line-acts">
          <button type="button" className="link" onClick={() => setAsked('split')}>
            {t('ledger.split')}
          </button>
          <button type="button" className="link" onClick={() => setAsked('set-aside')}>
            {t('ledger.not-ours')}
          </button>
        </p>
      ) : null}
      <SplitLine line={line} isOpen={asked === 'split'} onClose={() => setAsked(null)} />
      <ConfirmAct
        title={t('ledger.enter-title', { yuan: showYuan(line.amount_fen) })}
        okText={t('ledger.enter')}
        isOpen={asked === 'enter'}
        isReady={(chosen === 'typed' ? typed.trim() : chosen) !== ''}
        onClose={() => setAsked(null)}
        onOk={doEnter}
      >
        <Select
          aria-label={t('ledger.which-case')}
          value={chosen === '' ? null : chosen}
          placeholder={t('ledger.which-case')}
          onChange={(value: string) => setChosen(value)}
          options={[
            ...line.candidates.map((one) => ({
              value: one.case_id,
              label: `${one.case_id} ${one.debtor_name} ${t('ledger.out', { yuan: showYuan(one.outstanding_fen) })}`,
            })),
            { value: 'typed', label: t('ledger.other-case') },
          ]}
          className="wide"
        />
        {chosen === 'typed' ? <CaseField label={t('ledger.case')} value={typed} onChange={setTyped} /> : null}
        {asked === 'enter' ? (
          <PaysFor caseId={chosen === 'typed' ? typed : chosen} fen={line.amount_fen} />
        ) : null}
        <SurplusField value={surplus} onChange={setSurplus} />
      </ConfirmAct>
      <ConfirmAct
        title={t('ledger.not-ours-title', { yuan: showYuan(line.amount_fen) })}
        okText={t('shell.ok')}
        isOpen={asked === 'set-aside'}
        onClose={() => setAsked(null)}
        onOk={async () => {
          await setAside.mutateAsync({ params, body: { reason } });
          say(t('ledger.set-aside-done'));
        }}
      >
        <Input
          aria-label={t('ledger.reason')}
          placeholder={t('ledger.reason')}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </ConfirmAct>
    </li>
  );
}
