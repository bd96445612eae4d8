import type { RefusalCode } from '../../../casework/refusals.ts';

/** Refusals that one door alone can give, and why. */
export const ONE_DOOR: Partial<Record<RefusalCode, string>> = {
  'unknown-user': 'the browser knows who has signed in; the command line is told a name',
  'user-disabled': 'a disabled user is signed out of the browser before anything is asked',
  'case-changed': 'only a page says which record it has seen',
  'version-changed': 'only a page says which version it has read',
  'nothing-left': 'the next case of the queue is taken in the browser',
  'already-yours': 'cases are taken in the browser',
  'selection-too-large': 'selections are made in the browser',
  'undo-too-late': 'selections are undone in the browser',
  'nothing-to-undo': 'selections are undone in the browser',
  'cannot-undo': 'selections are undone in the browser',
  'unknown-view': 'views are saved in the browser',
  'already-priority': 'priorities are set in the browser',
  'no-priority': 'priorities are set in the browser',
  'debtor-changed': 'the browser shows masked names and sends back their place in a list',
  'no-delegation':
    'the command line names in whose name somebody acts; a page offers only who lent their signature',
  'first-is-administrator': 'a workbench is not opened before there is a user',
  'second-administrator-agrees': 'in the browser a change of roles is always proposed first',
  'second-administrator-missing': 'changes of roles are proposed in the browser',
  'grants-already-proposed': 'changes of roles are proposed in the browser',
  'no-grants-proposed': 'changes of roles are proposed in the browser',
  'same-grants': 'changes of roles are proposed in the browser',
  'attachment-kind': 'files are put to a case in the browser',
  'attachment-empty': 'files are put to a case in the browser',
  'attachment-missing': 'attached files are opened in the browser',
  'attachment-altered': 'attached files are opened in the browser',
  'letter-follows-nature': 'a page offers only the letter that the decision leads to',
  'batch-exists': 'batches are received on the command line',
  'administrators-only': 'on the command line alone a password can be set for somebody else',
};
