import { explainDifference, revokeExplanation } from '../../../../casework/tie-out/explain-difference.ts';
import { prepareSheet } from '../../../../casework/tie-out/sheet.ts';
import { signAndFreeze } from '../../../../reports/tie-out/sign-sheet.ts';
import { tieOuts } from '../../../contract/tie-out.ts';
import { implement } from '../../implement.ts';
import { checkPassword } from '../session/check-password.ts';
import { linesOf, monthOf, readMonth, sheetPaper } from './read-month.ts';

export const implementations = [
  implement(tieOuts.read, ({ desk }, { query }) => readMonth(desk, query.month ?? null)),
  implement(tieOuts.lines, ({ desk }, { query }) => linesOf(desk, query.key)),
  implement(tieOuts.explain, async ({ desk, user, via }, { body }) => {
    // what is explained must be there
    await linesOf(desk, body.difference_key);
    explainDifference(desk.ledger, desk.office, { user, via }, body);
    return undefined;
  }),
  implement(tieOuts.revoke, ({ desk, user, via }, { body }) => {
    revokeExplanation(desk.ledger, desk.office, { user, via }, body);
    return undefined;
  }),
  implement(tieOuts.prepare, async ({ desk, user, via }, { params }) => {
    prepareSheet(desk.ledger, desk.office, { user, via }, await monthOf(desk, params.month));
    return undefined;
  }),
  implement(tieOuts.sign, async (asking, { params, body }) => {
    const { desk, user, via } = asking;
    await checkPassword(asking, user.user_id, body.password);
    const tieOut = await monthOf(desk, params.month);
    const { document_number } = await signAndFreeze(desk.ledger, desk.office, { user, via }, tieOut);
    return { document_number };
  }),
  implement(tieOuts.paper, ({ desk }, { params, query }) => sheetPaper(desk, params.month, query.format)),
];
