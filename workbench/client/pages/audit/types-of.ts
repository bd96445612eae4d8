import { CASE_EVENT_TYPES } from '../../../../core/words/case-events.ts';

/** What can be looked for among each kind of records; the words stand in the text of this page. */
export const TYPES_OF: Readonly<Record<string, readonly string[]>> = {
  operations: [
    ...CASE_EVENT_TYPES,
    'UserAdded',
    'GrantsProposed',
    'GrantsRejected',
    'GrantsChanged',
    'UserDisabled',
    'UserEnabled',
    'PasswordSet',
    'UserLocked',
    'UserUnlocked',
    'DelegationGiven',
    'DelegationEnded',
    'BatchReceived',
    'ItemAnswered',
    'ItemMoved',
    'ItemLinked',
    'StatementImported',
    'LineSetAside',
    'LineSplit',
    'DocumentIssued',
    'DocumentVoided',
    'IdRepairConfirmed',
    'WordTaught',
    'WordForgotten',
  ],
  views: ['CaseRead', 'ListRead', 'NumberUnmasked', 'AuditRead'],
  exports: ['DataExported'],
  logins: ['LoginSucceeded', 'LoginFailed', 'UserLocked', 'UserUnlocked'],
};
