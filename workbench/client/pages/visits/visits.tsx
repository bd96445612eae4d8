import { Button } from 'antd';
import { useEffect, useState } from 'react';
import type { PersonToVisit } from '../../../contract/visits.ts';
import { canKeepPage, keepPage } from '../../afield/keep-page.ts';
import { dropVisit, type KeptVisit, keepVisit } from '../../afield/kept-visits.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { Loading, Placeholder } from '../../parts/placeholder.tsx';
import { RefusalLine } from '../../parts/refusal-line.tsx';
import { UnsentVisits } from './unsent-visits.tsx';
import { useVisits, type Who } from './use-visits.ts';
import { VillageList } from './village-list.tsx';
import { VisitForm } from './visit-form.tsx';
import './visits.css';

/** The list by village, or the one visit that is being written down. */
export function Visits({ who, onLine }: { who: Who; onLine?: () => void }) {
  const { t } = useWords();
  const isAway = onLine !== undefined;
  const { list, isLookedAt, kept, failure, isDown, isBack, sentNow, look, send } = useVisits(who, !isAway);
  const [open, setOpen] = useState<PersonToVisit | null>(null);
  const own = kept.filter(({ user_id }) => user_id === who.user_id);
  const others = kept.filter(({ user_id }) => user_id !== who.user_id);
  useEffect(() => {
    // whoever is writing is not interrupted; the page they come back to asks the office who they are
    if (onLine !== undefined && open === null && isBack) onLine();
  }, [onLine, open, isBack]);
  useEffect(() => {
    if (!isAway && list !== null) void keepPage().catch(() => undefined);
  }, [isAway, list]);
  if (open !== null) {
    return (
      <VisitForm
        key={open.case_id}
        who={who}
        person={open}
        before={own.find(({ person }) => person.case_id === open.case_id) ?? null}
        onBack={() => setOpen(null)}
        onKept={() => {
          setOpen(null);
          void look().then(() => send());
        }}
      />
    );
  }
  const change = (act: Promise<void>) => void act.then(() => look()).then(() => send());
  return (
    <div className="visits">
      <p className={isDown ? 'visits-line is-down' : 'visits-line'} role="status">
        {t(isDown ? 'visits.line-down' : 'visits.line-up')}
        {list === null ? null : ` ${t('visits.as-of', { at: showStamp(list.loaded_at) })}`}
        {sentNow > 0 ? ` ${t('visits.sent-now', { n: sentNow })}` : null}
      </p>
      {canKeepPage() ? null : <p className="visits-plain">{t('visits.no-worker')}</p>}
      {isDown ? null : <RefusalLine refusal={failure} />}
      {others.length > 0 ? <p role="status">{t('visits.of-others', { n: others.length })}</p> : null}
      <UnsentVisits
        visits={own}
        isDown={isDown}
        onSend={() => void send()}
        onOpen={setOpen}
        onSeen={(visit: KeptVisit) => change(keepVisit({ ...visit, expected_last_seq: null, refusal: null }))}
        onDrop={(visit: KeptVisit) => change(dropVisit(visit.key))}
      />
      {list === null ? (
        isDown && isLookedAt ? (
          <Placeholder isFailed>
            {t('visits.nothing-with-you')} <Button onClick={() => void send()}>{t('shell.again')}</Button>
          </Placeholder>
        ) : (
          <Loading />
        )
      ) : (
        <VillageList list={list} unsent={new Set(own.map(({ person }) => person.case_id))} onOpen={setOpen} />
      )}
    </div>
  );
}
