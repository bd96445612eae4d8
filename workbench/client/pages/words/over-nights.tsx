import { Button } from 'antd';
import type { AnswerOverNights } from '../../../contract/trial-effect.ts';
import { words } from '../../../contract/words.ts';
import { useAct, useAnswer } from '../../api/use-answer.ts';
import { useWords } from '../../language/language.tsx';
import { showCount, showYuan } from '../../parts/figures.ts';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { TakesTime } from '../../parts/takes-time.tsx';
import { TrialSums } from '../rules/trial-sums.tsx';
import { TriedFindings } from '../rules/tried-findings.tsx';

/** A word tried on every night that is kept; null takes it back. Nothing of it is saved. */
export function OverNights({ wordId, means }: { wordId: string; means: string | null }) {
  const { t } = useWords();
  const list = useAnswer(words.list);
  const trial = useAct(words.try, { changes: false });
  const over = trial.data?.over_nights ?? null;
  return (
    <div className="words-nights">
      <Button
        loading={trial.isPending}
        onClick={() => trial.mutate({ params: { word_id: wordId }, body: { means, all_nights: true } })}
      >
        {t('words.try-nights')}
      </Button>
      {list.data ? <TakesTime {...list.data.trial} isPending={trial.isPending} /> : null}
      <RefusalLine refusal={trial.error} />
      {over !== null && !trial.isPending ? <Outcome over={over} /> : null}
    </div>
  );
}

function Outcome({ over }: { over: AnswerOverNights }) {
  const { t } = useWords();
  const { before, after, gained, lost, changed, confirmed_lost: confirmed, shown } = over;
  const difference = after.amount_fen - before.amount_fen;
  return (
    <div aria-live="polite">
      <p>
        {t('rules.outcome', {
          ...{ before: showCount(before.findings), after: showCount(after.findings) },
          ...{ gained, lost, changed },
        })}{' '}
        <strong>
          {t('rules.difference', { money: `${difference > 0 ? '+' : ''}${showYuan(difference)}` })}
        </strong>
      </p>
      <p className={confirmed > 0 ? 'differs' : 'is-muted'}>{t('rules.confirmed-lost', { n: confirmed })}</p>
      <TrialSums trial={over} />
      <TriedFindings title={t('rules.gained')} all={gained} findings={shown.gained} />
      <TriedFindings title={t('rules.lost')} all={lost} findings={shown.lost} />
      <TriedFindings title={t('rules.other-amount')} all={changed} findings={shown.changed} />
    </div>
  );
}
