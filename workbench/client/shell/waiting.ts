import { waiting } from '../../contract/waiting.ts';
import { useAnswer } from '../api/use-answer.ts';

const MINUTE = 60_000;

/** How many things wait on each page, for the side bar. */
export function useWaiting(): Readonly<Record<string, number>> {
  const answer = useAnswer(waiting.count, { isBackground: true }, { every: MINUTE });
  return answer.data?.counts ?? {};
}
