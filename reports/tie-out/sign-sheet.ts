import { issuedFolder, type PaperFormat, storePaper } from '../../casework/documents/kept-paper.ts';
import type { Office } from '../../casework/office.ts';
import { nameOfUser } from '../../casework/reads/users/users.ts';
import type { User } from '../../casework/roles.ts';
import type { TieOut } from '../../casework/tie-out/read-tie-out.ts';
import { type SignedSheet, sheetSubject, signSheet } from '../../casework/tie-out/sheet.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import { officeName, readPart } from '../../storage/settings.ts';
import { workspaceAt } from '../../storage/workspace.ts';
import { loadLetterhead } from '../notices/letterhead.ts';
import { makeSheet } from './sheet-paper.ts';

/** Signs the sheet of a month and freezes its paper, Word and PDF, in the same act. */
export async function signAndFreeze(
  ledger: Ledger,
  office: Office,
  by: { user: User; via: string },
  tieOut: TieOut,
): Promise<SignedSheet> {
  const calls = (userId: string): string => nameOfUser(ledger, userId);
  return await signSheet(ledger, office, by, tieOut, async ({ number, prepared, on }) => {
    const hands = {
      office: readPart(workspaceAt(office.home).settings, officeName),
      number,
      prepared: { by: calls(prepared.by), on: prepared.on },
      signed: { by: by.user.display_name, on },
    };
    const made = await makeSheet(tieOut, hands, loadLetterhead(office.home).fonts ?? null);
    const store = (format: PaperFormat) =>
      storePaper(issuedFolder(office.home), sheetSubject(tieOut.month), format, made[format]);
    return [store('docx'), store('pdf')];
  });
}
