import { dirname } from 'node:path';
import type { Finding } from '../../core/finding.ts';
import type { Language } from '../../core/words/language.ts';
import type { CaseExplanation } from '../../explanation/case-explanation.ts';
import { explainCase } from '../../explanation/explain-case.ts';
import { openPublishedReader, type PublishedReader } from '../../explanation/published-reader.ts';
import { Office } from '../night/office.ts';
import { copyMadeOnce } from '../support/made-once.ts';

/** An office after a night, with the reader that a server keeps open. */
export class ExplainedOffice {
  readonly office: Office;
  readonly reader: PublishedReader;

  constructor(office: Office) {
    this.office = office;
    this.reader = openPublishedReader(office.home);
  }

  /** The office of the sample files. */
  static async ofSamples(): Promise<ExplainedOffice> {
    const home = await copyMadeOnce();
    return new ExplainedOffice(new Office({ root: dirname(home), home }));
  }

  /** The standing findings, by case, as a ledger hands them over. */
  async cases(): Promise<Finding[][]> {
    const rows = await this.office.standing();
    const findings = rows.map((row) => ({
      ...row,
      facts: JSON.parse(row.facts) as Finding['facts'],
      grounds: JSON.parse(row.grounds) as Finding['grounds'],
      lines: JSON.parse(row.lines) as Finding['lines'],
      evidence: JSON.parse(row.evidence) as Finding['evidence'],
    })) as unknown as (Finding & { case_id: string | null })[];
    return [...Map.groupBy(findings, ({ case_id: id }) => id).values()];
  }

  /** The case of the person with this name that holds a finding of this rule. */
  async caseOf(rule: string, name: string): Promise<Finding[]> {
    const found = (await this.cases()).find((findings) =>
      findings.some((finding) => finding.rule_id === rule && finding.name === name),
    );
    if (!found) throw new Error(`no case of ${rule} about ${name}`);
    return found;
  }

  explain(
    findings: readonly Finding[],
    options: { language?: Language; unmasked?: boolean; show_name?: boolean } = {},
  ): Promise<CaseExplanation> {
    return explainCase(this.reader, {
      person_id: findings[0]?.person_id ?? '',
      findings,
      language: 'zh',
      ...options,
    });
  }

  async remove(): Promise<void> {
    await this.reader.close();
    this.office.remove();
  }
}
