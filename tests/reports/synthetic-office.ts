import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { SummaryRequest } from '../../reports/manager/make-summary.ts';
import { copyMadeOnce } from '../support/made-once.ts';
import { SyntheticYear } from './synthetic-year.ts';

/** The synthetic year's ledger beside a published build of the sample county. */
export class SyntheticOffice {
  home = '';
  readonly year = new SyntheticYear();

  get ledger() {
    return this.year.ledger;
  }

  async open(): Promise<this> {
    this.home = await copyMadeOnce();
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
    rmSync(dirname(this.home), { recursive: true, force: true });
  }
}
