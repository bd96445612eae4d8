import type { z } from 'zod';
import type { ApprovalChain } from '../approval-chain.ts';
import type { NewCaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import type { ClockParameter } from '../clocks/parameters.ts';
import type { CommandRefusal } from '../refusals.ts';
import type { User } from '../roles.ts';
import type { Move } from '../words/moves.ts';

/** A line of a statement of the recovery account, as far as a receipt needs it. */
export interface StatementLineState {
  line_id: string;
  amount_fen: number;
  status: 'open' | 'matched' | 'set-aside' | 'split';
  case_id: string | null;
}

/** What a command may know beside the case: who acts, which day it is, and what the office has laid down. */
export interface CommandContext {
  actor: User;
  /** In whose name a delegate acts. */
  principal: User | null;
  /** What the clock says, as UTC. */
  at: string;
  /** The day at the office. */
  today: string;
  chains: readonly ApprovalChain[];
  clocks: readonly ClockParameter[];
  findUser: (userId: string) => User | null;
  findStatementLine: (lineId: string) => StatementLineState | null;
  /** Gives out the next number of the year's unbroken series. */
  takeNoticeNumber: (issuedOn: string) => string;
}

export type CommandResult = NewCaseEvent[] | CommandRefusal;

/** One thing that can be done with a case. Its handler decides and touches nothing. */
export interface CaseCommand<Input extends z.ZodType = z.ZodType> {
  move: Move;
  input: Input;
  handle: (context: CommandContext, state: CaseState, input: z.output<Input>) => CommandResult;
}

export function defineCommand<Input extends z.ZodType>(command: CaseCommand<Input>): CaseCommand {
  return command as unknown as CaseCommand;
}
