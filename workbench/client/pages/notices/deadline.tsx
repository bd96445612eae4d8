import type { Deadline } from '../../../contract/notices.ts';
import { useWords } from '../../language/language.tsx';

/** From here on a term is near enough to be seen at a glance. */
const SOON = 7;

/** How much of a term is left, in its own unit. */
export function Left({ deadline }: { deadline: Deadline }) {
  const { t, language } = useWords();
  const { left, unit } = deadline;
  const count = Math.abs(left);
  const isOne = count === 1 && language === 'en';
  const key = left === 0 ? 'today' : `${left < 0 ? 'late' : 'left'}-${unit === 'days' ? 'days' : 'working'}`;
  const text = isOne ? t(`notices.one-${key}`) : t(`notices.${key}`, { n: count });
  return <span className={left <= SOON ? 'is-out' : ''}>{text}</span>;
}

/** A term in full: what it is, what is left, and until when. */
export function DeadlineLine({ deadline }: { deadline: Deadline }) {
  const { t, pick } = useWords();
  return (
    <>
      <dt>{pick(deadline.title)}</dt>
      <dd>
        <Left deadline={deadline} />
        {t('notices.until', { on: deadline.due_on })}
        {deadline.is_certain ? '' : ' ※'}
      </dd>
    </>
  );
}
