import { join } from 'node:path';
import type { CaseState } from '../../casework/case-state.ts';
import type { ClockParameter } from '../../casework/clocks/parameters.ts';
import type { IssuedPaper, PaperSources } from '../../casework/documents/issued-paper.ts';
import { asProposed } from '../../casework/money.ts';
import { refuseClaiming } from '../../casework/owed.ts';
import { throwRefusal } from '../../casework/refusals.ts';
import { copyPlace } from './altered-copies.ts';
import { type Letterhead, refuseUnfinished, titleFor } from './letterhead.ts';
import type { NoticeJob } from './make-notice.ts';
import { type CitedRule, noticeData } from './notice-data.ts';
import type { ServedPaper } from './notice-parts.ts';
import { refuseUntrue } from './refuse-untrue.ts';
import type { NoticeTemplate } from './template.ts';

export interface PaperRequest extends PaperSources {
  template: NoticeTemplate;
  letterhead: Letterhead;
  clocks: readonly ClockParameter[];
  rules: readonly CitedRule[];
  /** The day a draft is judged by. */
  today: string;
  /** Folder of the office's papers. */
  folder: string;
  withPdf: boolean;
  /** Of a receipt of service: the paper it is about. */
  serving?: ServedPaper | undefined;
  people?: readonly CaseState[];
}

/** What stands in a paper of a case: in one that goes out, the case as it stood when its number was given. */
export function prepareNotice(request: PaperRequest): NoticeJob {
  const { template, issued, letterhead, clocks, rules } = request;
  const { kind } = template;
  const state = kind.tells_proposed ? asProposed(request.state) : request.state;
  if (issued !== null) refuseUnfinished(letterhead, template.tags);
  else {
    if (kind.claims) refuseOwed(state);
    refuseUntrue(kind, request);
  }
  const people = issued?.people ?? request.people;
  const data = noticeData({
    kind,
    ...{ state, events: request.events, documents: request.documents },
    ...{ entry: request.entry, calls: request.calls },
    letterhead,
    clocks,
    rules,
    on: issued?.on ?? request.today,
    document_number: issued?.document_number ?? '',
    is_draft: issued === null,
    replaces: issued?.replaces ?? null,
    serving: request.serving,
    ...(people === undefined ? {} : { people }),
  });
  const case_id = issued?.keeper ?? request.state.case_id;
  const place =
    issued === null
      ? ['drafts', `${case_id}-${kind.kind}-草稿`]
      : [
          copyPlace(
            issued.on.slice(0, 4),
            // a receipt of service lies beside the paper that it is about
            issued.document_number || data.served_number || kind.kind,
            case_id,
            titleFor(letterhead, kind),
          ),
        ];
  return {
    kind: kind.kind,
    case_id,
    data,
    path: join(request.folder, ...place),
    withPdf: request.withPdf,
    facts: issued === null || issued.document_number === '' ? null : factsOf(kind.kind, issued),
  };
}

function factsOf(kind: string, issued: IssuedPaper): NoticeJob['facts'] {
  const { document_number, on, version, replaces, state, cases, people = [] } = issued;
  const { name, resident_id } =
    people.length > 1 ? { name: `${people.length}案义务人`, resident_id: null } : state.debtor;
  const joint = cases.length > 1 ? { joint: cases } : {};
  return { kind, document_number, on, version, addressee: { name, resident_id }, replaces, ...joint };
}

/** What was issued once can be seen again; nothing new is made of money that is owed to the person. */
function refuseOwed(state: CaseState): void {
  const refusal = refuseClaiming(state);
  if (refusal !== null) throwRefusal(refusal);
}
