import { join } from 'node:path';
import { enterKept, type KeptSeals } from '../../casework/inputs/kept-seals.ts';
import type { Office } from '../../casework/office.ts';
import type { ReadFile } from '../../reading/kept-readings.ts';
import { markOfSeal } from '../../storage/folder-seal.ts';
import type { Ledger } from '../../storage/ledger/ledger.ts';
import type { Workspace } from '../../storage/workspace.ts';

/** Consumes what a night has published; leaves in the chain by what its build, and each reading it used, is known again. */
export function enterSeals(
  ledger: Ledger,
  office: Office,
  { builds }: Workspace,
  {
    asOf,
    build,
    files,
    seals,
  }: { asOf: string; build: number; files: readonly ReadFile[]; seals: KeptSeals },
): void {
  const seal = markOfSeal(join(builds, String(build)));
  if (seal === null) throw new Error(`build ${build} was published without a seal`);
  const readings = files.flatMap(({ receipt: { hash: sha256 }, folder }) => {
    const own = markOfSeal(folder);
    return own === null || seals.readings.get(sha256) === own ? [] : [{ sha256, seal: own }];
  });
  enterKept(ledger, office, asOf, { build, seal }, readings);
}
