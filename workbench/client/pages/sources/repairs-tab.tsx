import { Button, Input } from 'antd';
import { useState } from 'react';
import { sources } from '../../../contract/sources.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { Placeholder } from '../../parts/placeholder.tsx';
import { useRight } from '../../shell/session.tsx';

type Repair = {
  proposal_id: string;
  name: string;
  damaged: string;
  proposed: string;
  repair: string;
  file: string;
  is_adopted: boolean;
};

/** Damaged numbers with what exactly one other record bears out. Proposals: nothing is used before somebody adopts it. */
export function RepairsTab() {
  const { t } = useWords();
  const answer = useAnswer(sources.repairs);
  const [asked, setAsked] = useState<Repair | null>(null);
  return (
    <Answered answer={answer}>
      {({ repairs }) => (
        <Panel title={t('sources.tab-repairs')} aside={t('sources.repairs-aside')} isFlush>
          {repairs.length === 0 ? <Placeholder>{t('sources.no-repairs')}</Placeholder> : null}
          {repairs.length > 0 ? (
            <table className="plain">
              <thead>
                <tr>
                  <th>{t('sources.name')}</th>
                  <th>{t('sources.proposal')}</th>
                  <th>{t('sources.repair')}</th>
                  <th>{t('sources.borne-out-by')}</th>
                  <th>{t('sources.decision')}</th>
                </tr>
              </thead>
              <tbody>
                {repairs.map((repair) => (
                  <tr key={repair.proposal_id}>
                    <td lang="zh-CN">{repair.name}</td>
                    <td className="number">
                      {repair.damaged} → {repair.proposed}
                    </td>
                    <td>
                      <RepairKind code={repair.repair} />
                    </td>
                    <td lang="zh-CN" className="sources-wrap">
                      {repair.file}
                    </td>
                    <td>
                      <Decision repair={repair} ask={() => setAsked(repair)} />
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          ) : null}
          <DecideRepair repair={asked} onClose={() => setAsked(null)} />
        </Panel>
      )}
    </Answered>
  );
}

function RepairKind({ code }: { code: string }) {
  const { t, has } = useWords();
  return <>{has(`sources.repair-${code}`) ? t(`sources.repair-${code}`) : code}</>;
}

function Decision({ repair, ask }: { repair: Repair; ask: () => void }) {
  const { t } = useWords();
  const mayDecide = useRight('sources.decide-repair');
  if (!mayDecide) return <>{t(repair.is_adopted ? 'sources.adopted' : 'sources.not-adopted')}</>;
  return (
    <span className="sources-decision">
      <Button size="small" aria-pressed={repair.is_adopted} disabled={repair.is_adopted} onClick={ask}>
        {t('sources.adopt')}
      </Button>
      <Button size="small" aria-pressed={!repair.is_adopted} disabled={!repair.is_adopted} onClick={ask}>
        {t('sources.do-not-adopt')}
      </Button>
      <span className={repair.is_adopted ? 'ties' : 'is-muted'}>
        {t(repair.is_adopted ? 'sources.adopted' : 'sources.not-adopted')}
      </span>
    </span>
  );
}

function DecideRepair({ repair, onClose }: { repair: Repair | null; onClose: () => void }) {
  const { t } = useWords();
  const decide = useAct(sources.decideRepair);
  const { say } = useDoneLine();
  const [reason, setReason] = useState('');
  const isAdopted = !(repair?.is_adopted ?? false);
  return (
    <ConfirmAct
      title={t(isAdopted ? 'sources.adopt-title' : 'sources.revoke-title')}
      okText={t(isAdopted ? 'sources.adopt' : 'sources.do-not-adopt')}
      isOpen={repair !== null}
      onClose={() => {
        setReason('');
        onClose();
      }}
      onOk={async () => {
        if (repair === null) return;
        const { proposal_id } = repair;
        await decide.mutateAsync({ params: { proposal_id }, body: { is_adopted: isAdopted, reason } });
        say(t('sources.decided'));
      }}
    >
      <p className="number">
        {repair?.damaged} → {repair?.proposed}
      </p>
      <p>{t('sources.adopt-text')}</p>
      <label htmlFor="repair-reason">{t('sources.repair-reason')}</label>
      <Input
        id="repair-reason"
        maxLength={500}
        value={reason}
        onChange={(event) => setReason(event.target.value)}
      />
    </ConfirmAct>
  );
}
