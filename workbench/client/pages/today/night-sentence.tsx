import { Button } from 'antd';
import { type ReactNode, useState } from 'react';
import type { Today } from '../../../contract/nights.ts';
import { useWords } from '../../language/language.tsx';
import { dayInSentence, showStamp } from '../../parts/dates.ts';
import { showCount, showYuan } from '../../parts/figures.ts';
import { useRight } from '../../shell/session.tsx';

type Night = NonNullable<Today['night']>;

/** The one sentence that the page opens with; a run that was not published takes its place. */
export function NightSentence({
  today,
  night,
  onAgain,
}: {
  today: Today;
  night: Night;
  onAgain: () => void;
}) {
  const { t, pick, language } = useWords();
  const mayStart = useRight('nights.start');
  const [isTold, setTold] = useState(false);
  const { attempt, is_behind: isBehind } = today;
  if (isBehind) {
    return (
      <section className="sentence is-failed" aria-label={t('shell.behind')}>
        <p>
          {t(attempt.outcome === 'stopped' ? 'today.was-stopped' : 'today.not-published', {
            day: dayInSentence(night.as_of, language),
          })}
        </p>
        <div className="under">
          {attempt.refusal ? (
            <button type="button" className="link" aria-expanded={isTold} onClick={() => setTold(!isTold)}>
              {t('today.see-why')}
            </button>
          ) : null}
          {mayStart ? (
            <Button size="small" onClick={onAgain}>
              {t('today.run-again')}
            </Button>
          ) : null}
          {attempt.ended_at ? <span>{showStamp(attempt.ended_at)}</span> : null}
        </div>
        {isTold && attempt.refusal ? <pre className="today-why">{pick(attempt.refusal)}</pre> : null}
      </section>
    );
  }
  const heldFen = night.sentence.held_fen;
  return (
    <section className="sentence" aria-label={t('today.sentence')}>
      <p>
        <Sentence night={night} />
      </p>
      <div className="under">
        {night.started_at ? (
          <span>{t('today.started', { at: showStamp(night.started_at), seconds: night.seconds })}</span>
        ) : null}
        {heldFen > 0 ? (
          <span className="is-out">{t('today.held-money', { yuan: showYuan(heldFen) })}</span>
        ) : null}
        {night.sentence.opened > night.sentence.new ? (
          <strong>{t('today.opened', { n: night.sentence.opened })}</strong>
        ) : null}
        <Ties night={night} />
        <Remarks today={today} />
      </div>
    </section>
  );
}

function Sentence({ night: { sentence } }: { night: Night }) {
  const { t } = useWords();
  const text = t('today.night-sentence', {
    new: '⟦new⟧',
    people: showCount(sentence.people),
    money: '⟦money⟧',
    withdrawn: '⟦withdrawn⟧',
  });
  const shown: Readonly<Record<string, ReactNode>> = {
    '⟦new⟧': <strong key="new">{showCount(sentence.new)}</strong>,
    '⟦money⟧': (
      <strong key="money" className="is-out">
        {showYuan(sentence.new_fen)} {t('shell.yuan')}
      </strong>
    ),
    '⟦withdrawn⟧': <strong key="withdrawn">{showCount(sentence.withdrawn)}</strong>,
  };
  return <>{text.split(/(⟦\w+⟧)/).map((part) => shown[part] ?? part)}</>;
}

/** The totals with their ties; a total that does not tie says so instead. */
function Ties({ night: { rows, checks } }: { night: Night }) {
  const { t, pick } = useWords();
  const failed = checks.filter(({ holds }) => !holds).length;
  const isTied = rows.received === rows.used + rows.refused + rows.ignored;
  const counts = {
    received: showCount(rows.received),
    used: showCount(rows.used),
    refused: showCount(rows.refused),
    ignored: showCount(rows.ignored),
  };
  return (
    <>
      {isTied ? (
        <span className="ties">✓ {t('today.rows-tie', counts)}</span>
      ) : (
        <span className="differs">
          {t('today.rows-differ', { n: rows.received - rows.used - rows.refused - rows.ignored })}
        </span>
      )}
      {failed === 0 ? (
        <span className="ties" title={checks.map(pick).join('\n')}>
          ✓ {t('today.checks-hold', { n: checks.length })}
        </span>
      ) : (
        <span className="differs">{t('today.checks-fail', { n: failed, all: checks.length })}</span>
      )}
    </>
  );
}

function Remarks({ today: { attention } }: { today: Today }) {
  const { t } = useWords();
  const count = (kind: string): number => attention.filter((one) => one.kind === kind).length;
  const [stale, totals, held] = [count('stale-source'), count('control-total'), count('held-rule')];
  const remarks = [
    held > 0 ? t('today.remark-held', { n: held }) : null,
    stale > 0 ? t('today.remark-stale', { n: stale }) : null,
    totals > 0 ? t('today.remark-totals', { n: totals }) : null,
  ].filter((text) => text !== null);
  return remarks.length === 0 ? null : <span className="is-out">{remarks.join(t('today.and'))}</span>;
}
