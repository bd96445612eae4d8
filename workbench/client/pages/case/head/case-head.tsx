import { Button } from 'antd';
import { Link } from 'react-router';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { useKeys } from '../../../shell/keys.ts';
import { MaybeChinese } from '../maybe-chinese.tsx';
import { LockLine } from './lock-line.tsx';
import { useNeighbours } from './neighbours.ts';
import { NextTask } from './next-task.tsx';
import { ShowNumber } from './show-number.tsx';

/** Where one is, whom the case is about, in which state it is and who has it. */
export function CaseHead({ found, view }: { found: CaseAnswer; view: string }) {
  const { t, pick } = useWords();
  const { back, page, index, total, previous, next } = useNeighbours(found.case_id);
  useKeys({ J: next, K: previous });
  const person = found.evidence?.person;
  const about =
    person === undefined
      ? []
      : [
          person.sex === null ? null : t(`case.sex-${person.sex}`),
          person.age === null ? null : t('case.age', { age: person.age }),
          [person.township, person.village].filter(Boolean).join('') || null,
        ].filter((part) => part !== null);
  return (
    <header className="case-head">
      <Link to={back} className="back no-print">
        ‹ {t(page === 'tasks' ? 'shell.page-tasks' : 'case.queue')}
      </Link>
      {total === null || index === null ? null : (
        <span className="is-muted no-print">{t('case.place', { n: index, total })}</span>
      )}
      <h1>
        <MaybeChinese>{person?.name ?? t('case.unknown-person')}</MaybeChinese>
      </h1>
      <span className="about">
        {about.map((part, place) => (
          <span key={part}>
            {place > 0 ? ' · ' : ''}
            <MaybeChinese>{part}</MaybeChinese>
          </span>
        ))}
      </span>
      <span className="number">{person?.resident_id ?? '—'}</span>
      {found.may_unmask ? <ShowNumber found={found} view={view} /> : null}
      <span>
        {t('case.case')} <span className="number">{found.case_id}</span>
      </span>
      <span className="chip is-teal">{pick(found.status_title)}</span>
      {found.is_priority ? <span className="chip is-ochre">{t('case.priority')}</span> : null}
      <LockLine found={found} />
      <span className="actions no-print">
        <Button size="small" disabled={previous === undefined} onClick={previous}>
          {t('case.previous')}
          <kbd>K</kbd>
        </Button>
        <Button size="small" disabled={next === undefined} onClick={next}>
          {t('case.next')}
          <kbd>J</kbd>
        </Button>
        <NextTask caseId={found.case_id} back={back} />
      </span>
    </header>
  );
}
