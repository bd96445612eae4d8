import { loadRules, RULES_DIR } from '../casework/rule-pack/load.ts';
import { SETTINGS_PARTS } from '../reports/settings-parts.ts';
import { atRestPart } from '../storage/at-rest/folder-key.ts';
import { backupPart } from '../storage/backup/office-key.ts';
import { proofsPart } from '../storage/ledger/chain-heads.ts';
import { readPart, refuseWrongSettings } from '../storage/settings.ts';
import { enginesPart } from './engines/settings.ts';
import { loadParameters, parametersPart } from './rules/parameters.ts';

/** Refuses an office's settings when any part of them is wrong, whether or not what is asked needs it. */
export function checkSettings(path: string): void {
  refuseWrongSettings(path, [
    ...SETTINGS_PARTS,
    parametersPart,
    proofsPart,
    backupPart,
    atRestPart,
    enginesPart,
  ]);
  const parameters = readPart(path, parametersPart);
  // names and kinds of parameters are known to the rules alone
  if (Object.keys(parameters).length > 0) loadParameters(RULES_DIR, loadRules(), parameters);
}
