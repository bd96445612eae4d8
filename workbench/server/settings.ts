import type { z } from 'zod';
import { SETTINGS_PARTS } from '../../reports/settings-parts.ts';
import { inboxFolder, officeName, readPart, refuseWrongSettings } from '../../storage/settings.ts';
import { workbenchPart } from '../../storage/workbench-settings.ts';
import type { Workspace } from '../../storage/workspace.ts';

export type WorkbenchSettings = z.infer<typeof workbenchPart.schema> & {
  office: string;
  inbox: string;
};

/** The part of `hedui.yaml` that the workbench reads; refused when any other part is wrong, too. */
export function loadWorkbenchSettings({ settings, inbox }: Workspace): WorkbenchSettings {
  refuseWrongSettings(settings, SETTINGS_PARTS);
  return {
    ...readPart(settings, workbenchPart),
    office: readPart(settings, officeName),
    inbox: readPart(settings, inboxFolder) ?? inbox,
  };
}
