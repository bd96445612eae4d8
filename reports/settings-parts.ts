import { caseworkPart } from '../casework/casework-settings.ts';
import { rulesPart } from '../casework/rule-life/settings.ts';
import { memoryPart } from '../storage/memory.ts';
import { inboxFolder, officeName, type SettingsPart } from '../storage/settings.ts';
import { workbenchPart } from '../storage/workbench-settings.ts';
import { documentsPart } from './notices/letterhead.ts';

/** Every part of `hedui.yaml` but the parameters of rules: whichever door is opened, all of it is checked first. */
export const SETTINGS_PARTS: readonly SettingsPart[] = [
  officeName,
  inboxFolder,
  memoryPart,
  caseworkPart,
  documentsPart,
  rulesPart,
  workbenchPart,
];
