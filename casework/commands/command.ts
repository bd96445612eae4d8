import type { z } from 'zod';
import type { Move } from '../../core/words/moves.ts';
import type { ApprovalChain } from '../approval-chain.ts';
import type { NewCaseEvent } from '../case-events.ts';
import type { CaseState } from '../case-state.ts';
import type { ClockParameter } from '../clocks/parameters.ts';
import type { Evidence } from '../decision-guard.ts';
import type { IssuedDocument } from '../documents/issued-document.ts';
import type { Office } from '../office.ts';
import type { CommandRefusal } from '../refusals.ts';
import type { User } from '../roles.ts';

/** A line of a statement of the recovery account, as far as a receipt needs it. */
export interface StatementLineState {
  line_id: string;
  amount_fen: number;
  status: 'open' | 'matched' | 'set-aside' | 'split';
  case_id: string | null;
}

/** What may be known before anything is typed: who acts, which moment it is, and the office's terms. */
export interface MoveContext {
  actor: User;
  /** In whose name a delegate acts. */
  principal: User | null;
  /** What the clock says, as UTC. */
  at: string;
  /** The day at the office. */
  today: string;
  clocks: readonly ClockParameter[];
  findUser: (userId: string) => User | null;
  /** The numbered papers of a case beside its notice. */
  papersOf: (caseId: string) => readonly IssuedDocument[];
  /** Whether the office always tells before it decides. */
  prior_notice: Office['prior_notice'];
}

/** What a command may know beside the case and what was typed. */
export interface CommandContext extends MoveContext {
  chains: readonly ApprovalChain[];
  /** What the last night says of the case; null where it says nothing. */
  evidence: Evidence | null;
  findStatementLine: (lineId: string) => StatementLineState | null;
  /** Why a paper of a case cannot bear a day: it would tell what had not happened yet. */
  refuseBackdated: (caseId: string, on: string) => CommandRefusal | null;
  /** The next number of the year's unbroken series; the same for all cases that are to share a notice, none of which is written yet. */
  takeNoticeNumber: (issuedOn: string) => string;
  /** The cases that the move is made with together, the one that was asked for first; it alone where there are no others. */
  joint: readonly string[];
}

export type CommandResult = NewCaseEvent[] | CommandRefusal;

/** One thing that can be done with a case. Its handler decides and touches nothing. */
export interface CaseCommand<Input extends z.ZodType = z.ZodType> {
  move: Move;
  input: Input;
  /** What speaks against the move as the case stands, whatever is typed; absent where nothing can. */
  hinders?: (context: MoveContext, state: CaseState) => CommandRefusal | null;
  handle: (context: CommandContext, state: CaseState, input: z.output<Input>) => CommandResult;
}

export function defineCommand<Input extends z.ZodType>(command: CaseCommand<Input>): CaseCommand {
  return command as unknown as CaseCommand;
}
