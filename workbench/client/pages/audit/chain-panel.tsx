import { useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useEffect, useRef, useState } from 'react';
import type { z } from 'zod';
import { audit as contract, type Verification } from '../../../contract/audit.ts';
import { addressOf } from '../../api/call.ts';
import { useWords } from '../../language/language.tsx';
import { showStamp } from '../../parts/dates.ts';
import { showCount } from '../../parts/figures.ts';

type State = z.output<typeof contract.state.answer>;

type Walk =
  | { is: 'idle' }
  | { is: 'walking'; records: number; seconds: number }
  | { is: 'done'; found: Verification }
  | { is: 'lost' };

/** Whether the chain is whole, in one sentence; a verification tells how far it is while it walks. */
export function ChainPanel({ state }: { state: State }) {
  const { t } = useWords();
  const client = useQueryClient();
  const source = useRef<EventSource>(undefined);
  const [walk, setWalk] = useState<Walk>({ is: 'idle' });
  useEffect(() => () => source.current?.close(), []);
  const verify = () => {
    setWalk({ is: 'walking', records: state.records, seconds: 0 });
    const events = new EventSource(addressOf(contract.verify));
    source.current = events;
    const tell = (event: MessageEvent<string>) => {
      const { records, seconds = 0 } = JSON.parse(event.data) as { records: number; seconds?: number };
      setWalk({ is: 'walking', records, seconds });
    };
    events.addEventListener('begun', tell);
    events.addEventListener('working', tell);
    events.addEventListener('done', (event) => {
      events.close();
      setWalk({ is: 'done', found: JSON.parse(event.data) as Verification });
      void client.invalidateQueries({ queryKey: [contract.state.id] });
    });
    const lost = () => {
      events.close();
      setWalk({ is: 'lost' });
    };
    events.addEventListener('failed', lost);
    events.onerror = lost;
  };
  const isWalking = walk.is === 'walking';
  return (
    <section className={`sentence ${isBroken(walk, state) ? 'is-failed' : ''}`} aria-live="polite">
      <p>
        <Sentence walk={walk} state={state} />
      </p>
      <div className="under">
        <span>{t('audit.seal', { hash: state.head.slice(0, 23) })}</span>
        {walk.is === 'done' && walk.found.breaches.length > 0 ? <Breaches found={walk.found} /> : null}
        <Button size="small" className="verify no-print" onClick={verify} loading={isWalking}>
          {t('audit.verify')}
        </Button>
      </div>
    </section>
  );
}

function isBroken(walk: Walk, { verified }: State): boolean {
  if (walk.is === 'lost') return true;
  if (walk.is === 'done') return walk.found.breach_count > 0 || (walk.found.differing_cases ?? 0) > 0;
  return verified !== null && (verified.breaches > 0 || (verified.differing_cases ?? 0) > 0);
}

function Sentence({ walk, state }: { walk: Walk; state: State }) {
  const { t } = useWords();
  switch (walk.is) {
    case 'walking':
      return t('audit.walking', { records: showCount(walk.records), seconds: walk.seconds.toFixed(1) });
    case 'lost':
      return t('audit.lost');
    case 'done': {
      const { found } = walk;
      if (found.breach_count > 0) {
        return t('audit.broken', {
          breaches: showCount(found.breach_count),
          first: showCount(found.breaches[0]?.seq ?? 0),
        });
      }
      if ((found.differing_cases ?? 0) > 0) return t('audit.differing', { n: found.differing_cases ?? 0 });
      return t('audit.whole-now', { checked: showCount(found.checked), seconds: found.seconds.toFixed(1) });
    }
    case 'idle':
      return <LastSentence state={state} />;
  }
}

function LastSentence({ state: { verified, records } }: { state: State }) {
  const { t } = useWords();
  if (verified === null) return t('audit.never-verified', { records: showCount(records) });
  const at = showStamp(verified.at);
  if (verified.breaches > 0) {
    return t('audit.was-broken', { at, first: showCount(verified.first_seq ?? 0) });
  }
  if ((verified.differing_cases ?? 0) > 0) return t('audit.differing', { n: verified.differing_cases ?? 0 });
  return t('audit.was-whole', { checked: showCount(verified.checked), at, records: showCount(records) });
}

function Breaches({ found }: { found: Verification }) {
  const { t } = useWords();
  return (
    <ul className="breaches">
      {found.breaches.slice(0, 10).map(({ seq, kind }) => (
        <li key={`${seq}${kind}`}>
          {t('audit.breach', { seq: showCount(seq), what: t(`audit.breach-${kind}`) })}
        </li>
      ))}
    </ul>
  );
}
