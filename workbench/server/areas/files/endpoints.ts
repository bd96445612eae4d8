import { revokeRuling, ruleOnDelivery } from '../../../../casework/deliveries/rulings.ts';
import { files } from '../../../contract/files.ts';
import { implement } from '../../implement.ts';
import { tryAnswer } from '../../try-answer.ts';
import { listFiles, listOverlaps, oneFile } from './list-files.ts';

export const implementations = [
  implement(files.list, ({ desk }, { query }) => listFiles(desk, query)),
  implement(files.one, ({ desk }, { params }) => oneFile(desk, params.hash)),
  implement(files.overlaps, ({ desk }) => listOverlaps(desk)),
  implement(files.tryRuling, (asking, { body: { hash, by_hash, verdict } }) =>
    tryAnswer(asking, ['deliveries', 'rule', hash, by_hash, verdict]),
  ),
  implement(files.rule, ({ desk, user, via }, { body }) => {
    ruleOnDelivery(desk.ledger, desk.office, { user, via }, body);
    return undefined;
  }),
  implement(files.revoke, ({ desk, user, via }, { body }) => {
    revokeRuling(desk.ledger, desk.office, { user, via }, body);
    return undefined;
  }),
];
