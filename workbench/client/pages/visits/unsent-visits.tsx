import { Button } from 'antd';
import { useState } from 'react';
import { Link } from 'react-router';
import type { PersonToVisit } from '../../../contract/visits.ts';
import type { KeptVisit } from '../../afield/kept-visits.ts';
import { useWords } from '../../language/language.tsx';
import { Chinese } from '../../parts/chinese.tsx';
import { ConfirmAct } from '../../parts/confirm-act.tsx';

/** What was written down and has not arrived: what waits for a line, and what the office did not take, with why and what to do. */
export function UnsentVisits({
  visits,
  isDown,
  onSend,
  onOpen,
  onSeen,
  onDrop,
}: {
  visits: readonly KeptVisit[];
  isDown: boolean;
  onSend: () => void;
  onOpen: (person: PersonToVisit) => void;
  onSeen: (visit: KeptVisit) => void;
  onDrop: (visit: KeptVisit) => void;
}) {
  const { t, pick } = useWords();
  const [given, setGiven] = useState<KeptVisit | null>(null);
  if (visits.length === 0) return null;
  return (
    <section className="visits-unsent" aria-label={t('visits.unsent-title')}>
      <h2>
        {t('visits.unsent-count', { n: visits.length })}
        <Button disabled={isDown} onClick={onSend}>
          {t('visits.send')}
        </Button>
      </h2>
      <ul>
        {visits.map((visit) => (
          <li key={visit.key}>
            <strong>
              <Chinese>{visit.person.name}</Chinese>
            </strong>{' '}
            {t('visits.written', { on: visit.said.visited_on, found: t(`visits.found-${visit.said.found}`) })}{' '}
            {t('visits.with-files', { n: visit.photos.length + (visit.signature === null ? 0 : 1) })}
            {visit.refusal === null ? null : (
              <p className="refusal" role="alert">
                {pick(visit.refusal)}
              </p>
            )}
            <span className="visits-ways">
              <Button size="small" onClick={() => onOpen(visit.person)}>
                {t('visits.change')}
              </Button>
              {visit.refusal?.code === 'case-changed' ? (
                <>
                  <Link to={`/cases/${visit.person.case_id}`}>{t('visits.see-changes')}</Link>
                  <Button size="small" type="primary" onClick={() => onSeen(visit)}>
                    {t('visits.send-all-the-same')}
                  </Button>
                </>
              ) : null}
              {visit.refusal === null ? null : (
                <Button size="small" onClick={() => setGiven(visit)}>
                  {t('visits.drop')}
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      <ConfirmAct
        title={t('visits.drop')}
        okText={t('visits.drop-it')}
        isOpen={given !== null}
        onClose={() => setGiven(null)}
        onOk={async () => {
          if (given !== null) onDrop(given);
        }}
      >
        <p>{t('visits.drop-asked', { name: given?.person.name ?? '' })}</p>
      </ConfirmAct>
    </section>
  );
}
