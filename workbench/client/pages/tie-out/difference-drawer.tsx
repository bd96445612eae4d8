import { Button, Drawer, Input, Radio } from 'antd';
import { useState } from 'react';
import { DIFFERENCE_REASONS, type DifferenceReason } from '../../../../core/words/tie-out.ts';
import { type TieOutDifference, tieOuts } from '../../../contract/tie-out.ts';
import type { Failed } from '../../api/call.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { Answered } from '../../parts/answered.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { showMonth } from '../../parts/dates.ts';
import { useDoneLine } from '../../parts/done-line.tsx';
import { Money } from '../../parts/money.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { useRight } from '../../shell/session.tsx';

/** One difference: the lines it is made of, and why the parties differ, said or taken back. */
export function DifferenceDrawer({
  difference,
  onClose,
}: {
  difference: TieOutDifference;
  onClose: () => void;
}) {
  const { t } = useWords();
  const mayExplain = useRight('tie-out.explain');
  const answer = useAnswer(tieOuts.lines, { query: { key: difference.difference_key } });
  const when = difference.booked_on ?? t('tie-out.whole-month', { month: showMonth(difference.month) });
  return (
    <Drawer open width={620} onClose={onClose} title={`${t(`tie-out.flow-${difference.flow}`)} ${when}`}>
      <p>
        {t('tie-out.differ-by')} <Money fen={difference.difference_fen} tone="out" />
        {difference.is_of_days_alone ? <span className="is-muted"> {t('tie-out.days-alone')}</span> : null}
      </p>
      <Answered answer={answer} rows={4}>
        {({ lines }) => (
          <table className="plain">
            <thead>
              <tr>
                <th>{t('tie-out.party')}</th>
                <th className="right">{t('tie-out.amount')}</th>
                <th>{t('tie-out.place')}</th>
              </tr>
            </thead>
            <tbody>
              {lines.map((line) => (
                <tr
                  key={`${line.party} ${line.file} ${line.sheet_no} ${line.row}`}
                  className={line.is_matched ? '' : 'is-contrary'}
                >
                  <td>{t(`tie-out.party-${line.party}`)}</td>
                  <td className="right">
                    <Money fen={line.amount_fen} />
                  </td>
                  <td className="tie-out-place">
                    {line.file === null ? (
                      t('tie-out.by-month')
                    ) : (
                      <>
                        <Chinese>{line.file}</Chinese>{' '}
                        <span className="is-muted">{t('tie-out.row', { n: line.row ?? 0 })}</span>
                      </>
                    )}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </Answered>
      {difference.explanation === null ? null : (
        <p className="tie-out-said">
          {t(`tie-out.reason-${difference.explanation.reason}`)}{' '}
          <Chinese>{difference.explanation.words}</Chinese>
          <span className="is-muted">
            {' '}
            <Chinese>{difference.explanation.by}</Chinese> {difference.explanation.on}
          </span>
        </p>
      )}
      {mayExplain ? <Explain key={difference.explanation?.reason} difference={difference} /> : null}
    </Drawer>
  );
}

function Explain({ difference }: { difference: TieOutDifference }) {
  const { t } = useWords();
  const { say } = useDoneLine();
  const explain = useAct(tieOuts.explain);
  const revoke = useAct(tieOuts.revoke);
  const [reason, setReason] = useState<DifferenceReason>('in-transit');
  const [words, setWords] = useState('');
  const [refusal, setRefusal] = useState<Failed | null>(null);
  const isExplained = difference.explanation !== null;
  const { difference_key, stated } = difference;
  const send = () => {
    const after = (sentence: string) => ({
      onError: setRefusal,
      onSuccess: () => {
        setWords('');
        say(sentence);
      },
    });
    if (isExplained) revoke.mutate({ body: { difference_key, words } }, after(t('tie-out.revoked')));
    else explain.mutate({ body: { difference_key, stated, reason, words } }, after(t('tie-out.explained')));
  };
  return (
    <form
      className="tie-out-explain"
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      {isExplained ? null : (
        <Radio.Group
          aria-label={t('tie-out.why')}
          value={reason}
          onChange={({ target }) => setReason(target.value as DifferenceReason)}
          options={DIFFERENCE_REASONS.map((one) => ({ value: one, label: t(`tie-out.reason-${one}`) }))}
        />
      )}
      <label htmlFor="tie-out-words">{t(isExplained ? 'tie-out.why-back' : 'tie-out.how-known')}</label>
      <Input.TextArea
        id="tie-out-words"
        rows={2}
        maxLength={500}
        value={words}
        onChange={({ target }) => setWords(target.value)}
      />
      <RefusalLine refusal={refusal} />
      <Button
        htmlType="submit"
        type={isExplained ? 'default' : 'primary'}
        disabled={words.trim() === ''}
        loading={explain.isPending || revoke.isPending}
      >
        {t(isExplained ? 'tie-out.revoke' : 'tie-out.explain')}
      </Button>
    </form>
  );
}
