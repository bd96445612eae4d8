import { useEffect, useState } from 'react';
import type { RuleDetail } from '../../contract/rules.ts';
import { useWords } from '../language/language.tsx';
import { showCount } from './figures.ts';

/** How long it will take, said beforehand, and how far it is while it does. */
export function TakesTime({ nights, seconds, isPending }: RuleDetail['trial'] & { isPending: boolean }) {
  const { t } = useWords();
  const passed = useSeconds(isPending);
  return (
    <p className="is-muted rules-text" aria-live="polite">
      {t('rules.try-time', { nights: showCount(nights), seconds: showCount(seconds) })}{' '}
      {isPending ? t('rules.try-passed', { passed: showCount(passed) }) : null}
    </p>
  );
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
