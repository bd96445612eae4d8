import { explainDifference, revokeExplanation } from '../../../../casework/tie-out/explain-difference.ts';
import { readDifference, readStatedMonth } from '../../../../casework/tie-out/read-tie-out.ts';
import { prepareSheet } from '../../../../casework/tie-out/sheet.ts';
import { signAndFreeze } from '../../../../reports/tie-out/sign-sheet.ts';
import { publishedPath } from '../../../../storage/warehouse/builds.ts';
import { tieOuts } from '../../../contract/tie-out.ts';
import type { Desk } from '../../desk.ts';
import { implement } from '../../implement.ts';
import { checkPassword } from '../session/check-password.ts';
import { readMonth, sheetPaper } from './read-month.ts';

const published = ({ workspace }: Desk): string => publishedPath(workspace.builds);

export const implementations = [
  implement(tieOuts.read, ({ desk }, { query }) => readMonth(desk, query.month ?? null)),
  implement(tieOuts.lines, async ({ desk }, { query }) => {
    const { lines } = await readDifference(desk.ledger, published(desk), query.key);
    return { lines };
  }),
  implement(tieOuts.explain, async ({ desk, user, via }, { body }) => {
    await explainDifference(desk.ledger, desk.office, published(desk), { user, via }, body);
    return undefined;
  }),
  implement(tieOuts.revoke, ({ desk, user, via }, { body }) => {
    revokeExplanation(desk.ledger, desk.office, { user, via }, body);
    return undefined;
  }),
  implement(tieOuts.prepare, async ({ desk, user, via }, { params }) => {
    const tieOut = await readStatedMonth(desk.ledger, published(desk), params.month);
    prepareSheet(desk.ledger, desk.office, { user, via }, tieOut);
    return undefined;
  }),
  implement(tieOuts.sign, async (asking, { params, body }) => {
    const { desk, user, via } = asking;
    await checkPassword(asking, user.user_id, body.password);
    const tieOut = await readStatedMonth(desk.ledger, published(desk), params.month);
    const { document_number } = await signAndFreeze(desk.ledger, desk.office, { user, via }, tieOut);
    return { document_number };
  }),
  implement(tieOuts.paper, ({ desk }, { params, query }) => sheetPaper(desk, params.month, query.format)),
];
