import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { regionIn } from '../../core/resident-id/regions.ts';
import type { NumberKey } from '../../pipelines/publication/number-key.ts';
import { publish } from '../../pipelines/publication/publish.ts';
import { Office } from '../night/office.ts';
import { csv, type Payee, rosterLine, rosterName, rosterRows } from '../night/small-office.ts';

/** Counties with their publications, each in a folder of its own, and the office of the province beside them. */
export class SmallProvince {
  readonly root = mkdtempSync(join(tmpdir(), 'hedui-province-'));
  readonly office = new Office({ root: join(this.root, 'office') });
  readonly folders: string[] = [];

  constructor() {
    this.office.settle('office: 云南省社会保险局\n');
  }

  /** Runs the night of a county on these files and publishes it. */
  async publishCounty(
    name: string,
    files: Readonly<Record<string, string>>,
    key: NumberKey | null = null,
  ): Promise<void> {
    const office = new Office({ root: join(this.root, name) });
    office.settle(`office: ${name}城乡居民社会养老保险管理中心\n`);
    for (const [file, content] of Object.entries(files)) office.put(file, content);
    await office.night();
    await this.publishOffice(office, name, key);
  }

  async publishOffice(office: Office, name: string, key: NumberKey | null = null): Promise<void> {
    const out = join(this.root, 'share', name);
    mkdirSync(out, { recursive: true });
    const county = name === '云南省' ? { code: '530000', name } : regionIn(name);
    if (county === null) throw new Error(`no such county: ${name}`);
    const now = (): string => '2023-01-01T00:00:00.000Z';
    await publish({ workspace: office.workspace, out, county, key, now, letOut: () => {} });
    this.folders.push(out);
  }

  remove(): void {
    rmSync(this.root, { recursive: true });
  }
}

/** A month's roster that says since when each is paid; whoever is not in `people` is not on it. */
function startedRoster(month: number, people: readonly (Payee & { since: number })[]): string {
  const [header = []] = rosterRows(month, []);
  const lines = people.map((one) => rosterLine(one, month).toSpliced(3, 0, one.since));
  return csv([header.toSpliced(3, 0, '待遇开始年月'), ...lines]);
}

/** Rosters of several months by their file names. */
export function rostersOf(
  months: readonly number[],
  people: readonly (Payee & { since: number; until?: number })[],
): Record<string, string> {
  return Object.fromEntries(
    months.map((month) => [
      rosterName(month),
      startedRoster(
        month,
        people.filter(({ since, until = 999_912 }) => since <= month && month <= until),
      ),
    ]),
  );
}
