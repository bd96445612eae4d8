import { asItStands, type Proposal, readParagraphs } from './paragraphs.ts';
import { proposeDivisions } from './propose-divisions.ts';
import { proposeEach } from './propose-each.ts';
import { proposeSteps } from './propose-growth.ts';
import { proposeMeans } from './propose-means.ts';
import { proposeParts } from './propose-parts.ts';
import { proposePercents } from './propose-percents.ts';
import { proposeRepeats } from './propose-repeats.ts';
import { proposeTables } from './propose-tables.ts';
import { proposeTotals } from './propose-totals.ts';
import type { Report } from './report-text.ts';

/** What a report claims with its figures: totals and their parts, shares, growth, means, rates, the same thing told twice. */
export function proposeClaims(report: Report): Proposal[] {
  const read = readParagraphs(report);
  return [
    ...read.flatMap(proposeTotals),
    ...read.flatMap(proposeParts),
    ...read.flatMap(proposePercents),
    ...read.flatMap(proposeSteps),
    ...read.flatMap(proposeMeans),
    ...proposeDivisions(read),
    ...proposeEach(read),
    ...proposeRepeats(read),
    ...proposeTables(report.tables),
  ].map(proposalAsWritten);
}

function proposalAsWritten(proposal: Proposal): Proposal {
  const { claim, sentence } = proposal;
  return {
    ...proposal,
    claim: { ...claim, says: asItStands(claim.says) },
    sentence: asItStands(sentence),
  };
}
