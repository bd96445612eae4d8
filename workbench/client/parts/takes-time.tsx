import { useEffect, useState } from 'react';
import type { RuleDetail } from '../../contract/rules.ts';
import { session } from '../../contract/session.ts';
import { useAnswer } from '../api/use-answer.ts';
import { useWords } from '../language/language.tsx';
import { showCount } from './figures.ts';

/** How long it will take, said beforehand, and how far it is while it does: by night, and in seconds. */
export function TakesTime({ nights, seconds, at_most: most, isPending }: Trial & { isPending: boolean }) {
  const { t } = useWords();
  const passed = useSeconds(isPending);
  return (
    <p className="is-muted rules-text" aria-live="polite">
      {t('rules.try-time', { nights: showCount(nights), seconds: showCount(seconds) })}
      {most > seconds ? t('rules.try-at-most', { seconds: showCount(most) }) : ''}{' '}
      {isPending ? t('rules.try-passed', { passed: showCount(passed) }) : null}{' '}
      {isPending && nights > 1 ? <NightsDone /> : null}
    </p>
  );
}

type Trial = RuleDetail['trial'];

function NightsDone() {
  const { t } = useWords();
  const { data } = useAnswer(session.trying, {}, { every: 1000 });
  return data?.nights ? t('rules.try-nights-done', { nights: data.nights }) : null;
}

function useSeconds(isRunning: boolean): number {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    setPassed(0);
    if (!isRunning) return;
    const timer = setInterval(() => setPassed((so) => so + 1), 1000);
    return () => clearInterval(timer);
  }, [isRunning]);
  return passed;
}
