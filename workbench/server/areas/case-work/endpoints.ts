import { caseWork } from '../../../contract/case-work.ts';
import { implement } from '../../implement.ts';
import { openAskedCase } from '../case/open-case.ts';
import { act } from './act.ts';
import { attach, openAttachment, showAttachments } from './attachments.ts';
import { decide } from './decide.ts';
import { noticePages } from './notice-pages.ts';

export const implementations = [
  implement(caseWork.decide, (asking, { params, body }) =>
    decide(asking, openAskedCase(asking, params.case_id), body),
  ),
  implement(caseWork.act, (asking, { params, body }) =>
    act(asking, openAskedCase(asking, params.case_id), body),
  ),
  implement(caseWork.noticePreview, (asking, { params }) =>
    noticePages(asking, openAskedCase(asking, params.case_id)),
  ),
  implement(caseWork.attachments, (asking, { params }) => ({
    attachments: showAttachments(asking, openAskedCase(asking, params.case_id)),
  })),
  implement(caseWork.attachment, (asking, { params }) =>
    openAttachment(asking, openAskedCase(asking, params.case_id), params.attachment_id),
  ),
  implement(caseWork.attach, async (asking, { params, query, bytes }) =>
    attach(asking, openAskedCase(asking, params.case_id), query.name, await bytes()),
  ),
];
