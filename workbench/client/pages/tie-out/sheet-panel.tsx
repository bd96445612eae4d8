import { Button } from 'antd';
import { useState } from 'react';
import type { z } from 'zod';
import { tieOuts } from '../../../contract/tie-out.ts';
import { type Failed, saveFile } from '../../api/call.ts';
import { useAct } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';
import { showMonth } from '../../parts/dates.ts';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Panel } from '../../parts/panel.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useRight } from '../../shell/session.tsx';

type Sheet = NonNullable<z.output<(typeof tieOuts.read)['answer']>['sheet']>;

/** The sheet of the month: one makes it, another signs it, and what was signed is to be had as it was frozen. */
export function SheetPanel({ month, sheet }: { month: number; sheet: Sheet }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const mayPrepare = useRight('tie-out.prepare');
  const maySign = useRight('tie-out.sign');
  const mayTake = useRight('tie-out.paper');
  const prepare = useAct(tieOuts.prepare);
  const sign = useAct(tieOuts.sign);
  const [isAsking, setAsking] = useState(false);
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const { prepared, signed } = sheet;
  const take = (format: 'pdf' | 'docx') => {
    setRefusal(null);
    saveFile(tieOuts.paper, { params: { month }, query: { format } }).catch(setRefusal);
  };
  return (
    <Panel title={t('tie-out.sheet')} aside={showMonth(month)}>
      {signed === null ? null : (
        <p>
          <Chinese>
            {t('tie-out.signed', {
              number: signed.document_number,
              maker: signed.prepared_by,
              signer: signed.by,
              on: signed.on,
            })}
          </Chinese>
          {signed.is_current ? null : <span className="differs"> {t('tie-out.changed-since')}</span>}
        </p>
      )}
      {prepared === null ? null : (
        <p>
          <Chinese>{t('tie-out.prepared', { maker: prepared.by, on: prepared.on })}</Chinese>
          {prepared.is_current ? null : <span className="differs"> {t('tie-out.changed-since')}</span>}
        </p>
      )}
      {signed === null && prepared === null ? <p className="is-muted">{t('tie-out.no-sheet')}</p> : null}
      <RefusalLine refusal={refusal} />
      <div className="form-actions">
        {mayPrepare ? (
          <Button
            loading={prepare.isPending}
            onClick={() => {
              setRefusal(null);
              prepare.mutate(
                { params: { month } },
                { onError: setRefusal, onSuccess: () => say(t('tie-out.made')) },
              );
            }}
          >
            {t('tie-out.prepare')}
          </Button>
        ) : null}
        {maySign && prepared?.is_current ? (
          <Button type="primary" onClick={() => setAsking(true)}>
            {t('tie-out.sign')}
          </Button>
        ) : null}
        {mayTake && signed !== null ? (
          <>
            <Button onClick={() => take('pdf')}>PDF</Button>
            <Button onClick={() => take('docx')}>Word</Button>
          </>
        ) : null}
      </div>
      <ConfirmAct
        title={t('tie-out.sign-title', { month: showMonth(month) })}
        okText={t('tie-out.sign')}
        wantsPassword
        isOpen={isAsking}
        onClose={() => setAsking(false)}
        onOk={async (password) => {
          const done = await sign.mutateAsync({ params: { month }, body: { password } });
          say(t('tie-out.now-signed', { number: done.document_number }));
        }}
      >
        <p>{t('tie-out.sign-text')}</p>
      </ConfirmAct>
    </Panel>
  );
}
