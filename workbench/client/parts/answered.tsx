import type { UseQueryResult } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import type { Failed } from '../api/call.ts';
import { FailedAnswer, Loading } from './placeholder.tsx';

/** An answer in whichever state it is: on its way, not to be had, or there. */
export function Answered<Data>({
  answer,
  rows = 6,
  children,
}: {
  answer: UseQueryResult<Data, Failed>;
  rows?: number;
  children: (data: Data) => ReactNode;
}) {
  if (answer.data !== undefined) return <>{children(answer.data)}</>;
  if (answer.isError) return <FailedAnswer error={answer.error} again={() => void answer.refetch()} />;
  return <Loading rows={rows} />;
}
