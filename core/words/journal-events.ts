/** What leaves the house or comes in, as the journal calls it. */
export const VIEW_EVENTS = ['CaseRead', 'ListRead', 'NumberUnmasked', 'AuditRead'] as const;
export const EXPORT_EVENTS = ['DataExported'] as const;
const SIGN_IN_EVENTS = ['LoginSucceeded', 'LoginFailed'] as const;
const LOCK_EVENTS = ['UserLocked', 'UserUnlocked'] as const;
export const LOGIN_EVENTS = [...SIGN_IN_EVENTS, ...LOCK_EVENTS] as const;

/** Every event of the journal beside those of a case, by what it is about. */
export const EVENTS_BESIDE_CASES = {
  user: [
    'UserAdded',
    'GrantsProposed',
    'GrantsRejected',
    'GrantsChanged',
    'UserDisabled',
    'UserEnabled',
    'PasswordResetProposed',
    'PasswordSet',
    'SecondFactorSet',
    'SecondFactorResetProposed',
    'SecondFactorRemoved',
    ...LOCK_EVENTS,
    'DelegationGiven',
    'DelegationEnded',
  ],
  batch: ['BatchReceived', 'ItemAnswered', 'ItemMoved', 'ItemFilled', 'ItemLinked'],
  bank: ['StatementImported', 'LineSetAside', 'LineTakenBack', 'LineSplit'],
  document: ['DocumentIssued', 'DocumentServed', 'DocumentVoided', 'PaperKept'],
  'id-repair': ['IdRepairConfirmed', 'IdRepairRevoked'],
  rule: [
    'RuleReleased',
    'RuleDrafted',
    'RuleShadowed',
    'ShadowFound',
    'RuleReleaseProposed',
    'RuleWentLive',
    'RuleRetired',
    'RuleStopped',
    'SampleLooked',
    'GateOpened',
    'GateClosed',
  ],
  night: ['NightStarted', 'NightStopped', 'NightPublished', 'NightKept', 'NightForced'],
  input: [
    'FileSent',
    'FileRemoved',
    'FilesReceived',
    'MappingSaved',
    'SettingsChanged',
    'LedgerRestored',
    'FolderSealed',
    'FolderOpened',
  ],
  word: ['WordTaught', 'WordForgotten'],
  column: ['ColumnsTaught', 'ColumnsForgotten'],
  delivery: ['DeliveryRuled', 'DeliveryRulingRevoked'],
  province: ['LeadsHandedDown', 'AnswersTaken'],
  'tie-out': ['DifferenceExplained', 'ExplanationRevoked', 'SheetPrepared', 'SheetSigned'],
  access: [...VIEW_EVENTS, ...EXPORT_EVENTS, ...SIGN_IN_EVENTS],
} as const;

export type EventBesideCases = (typeof EVENTS_BESIDE_CASES)[keyof typeof EVENTS_BESIDE_CASES][number];
