import { notices as contract } from '../../../contract/notices.ts';
import { implement } from '../../implement.ts';
import { previewNotice } from '../../notice-preview/preview-notice.ts';
import { notFound } from '../../refused.ts';
import { recordReading } from '../case/record-reading.ts';
import { issueNotice, makePaperVoid, publishMany, serveNotice } from './act-on-papers.ts';
import { listPapers } from './list-papers.ts';
import { printPapers } from './print-papers.ts';
import { readPaper } from './read-paper.ts';

export const implementations = [
  implement(contract.list, (asking, { query }) => {
    const answer = listPapers(asking.desk, asking.user, query);
    asking.letOut({
      kind: 'ListRead',
      subject: 'notices',
      detail: { stage: query.stage, rows: answer.rows.length },
      of: answer.rows.map(({ case_id }) => case_id),
    });
    return answer;
  }),
  implement(contract.read, async (asking, { params, query }) => {
    const paper = await readPaper(asking, params.case_id, query.key);
    recordReading(asking, params.case_id, undefined, false);
    return paper;
  }),
  implement(contract.preview, async (asking, { params, query }) => {
    const { pages, svg } = await previewNotice(asking.desk, asking.user, params.case_id, query.kind, {
      isIssued: query.is_issued === true,
      about: query.about ?? null,
    });
    if (query.page < 1 || query.page > pages) {
      notFound({ zh: `这份文书只有 ${pages} 页。`, en: `This paper has ${pages} pages only.` });
    }
    recordReading(asking, params.case_id, undefined, false);
    return {
      name: `${params.case_id}-${query.page}.svg`,
      content: new TextEncoder().encode(svg(query.page)),
      isInline: true,
    };
  }),
  implement(contract.issue, (asking, { params, body }) => issueNotice(asking, params.case_id, body)),
  implement(contract.serve, (asking, { params, body }) => serveNotice(asking, params.case_id, body)),
  implement(contract.publish, (asking, { body }) => publishMany(asking, body)),
  implement(contract.makeVoid, (asking, { params, body }) => makePaperVoid(asking, params.case_id, body)),
  implement(contract.print, (asking, { body }) => printPapers(asking, body.papers, body.format)),
];
