import { approvals as contract } from '../../../contract/approvals.ts';
import { implement } from '../../implement.ts';
import { recordReading } from '../case/record-reading.ts';
import { listSigned, listWaiting } from './list-waiting.ts';
import { readDocument } from './read-document.ts';
import { returnDocument, signDocument } from './sign-document.ts';

export const implementations = [
  implement(contract.waiting, ({ desk, user }) => ({ documents: listWaiting(desk, user) })),
  implement(contract.signed, ({ desk, user }) => ({ documents: listSigned(desk, user) })),
  implement(contract.read, async (asking, { params, query }) => {
    const document = await readDocument(asking, params.case_id, query.document_id);
    recordReading(asking, params.case_id, undefined, false);
    return document;
  }),
  implement(contract.approve, (asking, { params, body }) => signDocument(asking, params.case_id, body)),
  implement(contract.giveBack, (asking, { params, body }) => returnDocument(asking, params.case_id, body)),
];
