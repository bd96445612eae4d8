import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { nightly } from '../../pipelines/nightly.ts';
import { openProgress } from '../../pipelines/progress.ts';
import type { SummaryRequest } from '../../reports/manager/make-summary.ts';
import { SyntheticYear } from './synthetic-year.ts';

const SAMPLES = join(import.meta.dirname, '../../data-samples/inbox');

/** The synthetic year's ledger beside a published build of the sample county. */
export class SyntheticOffice {
  readonly home = mkdtempSync(join(tmpdir(), 'hedui-summary-'));
  readonly year = new SyntheticYear();

  get ledger() {
    return this.year.ledger;
  }

  async open(): Promise<this> {
    const progress = openProgress({ isQuiet: true });
    await nightly({ home: this.home, inbox: SAMPLES, asOf: '2023-01-31', progress });
    this.year.work();
    return this;
  }

  request(from = '2022-01-01', to = '2022-12-31'): SummaryRequest {
    return {
      period: { from, to },
      office: '测试经办机构',
      made_on: '2023-01-10',
      builds: join(this.home, 'builds'),
      build: 1,
      source_titles: new Map([['payout-roster', '待遇发放花名册']]),
    };
  }

  close(): void {
    this.year.close();
    rmSync(this.home, { recursive: true, force: true });
  }
}
