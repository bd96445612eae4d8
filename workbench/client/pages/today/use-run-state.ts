import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { RunState } from '../../../contract/night-run.ts';
import { nights } from '../../../contract/nights.ts';
import { addressOf } from '../../api/call.ts';

/** Follows the run under way by server-sent events; when it is over, every page asks for the new night. */
export function useRunState(known: RunState): RunState {
  const client = useQueryClient();
  const [heard, setHeard] = useState<RunState | null>(null);
  const isRunning = known.outcome === 'running';
  useEffect(() => {
    if (!isRunning) return;
    const events = new EventSource(addressOf(nights.progress));
    events.addEventListener('state', (event) => setHeard(JSON.parse(event.data) as RunState));
    events.addEventListener('over', () => {
      events.close();
      setHeard(null);
      void client.invalidateQueries();
    });
    return () => events.close();
  }, [isRunning, client]);
  return heard ?? known;
}
