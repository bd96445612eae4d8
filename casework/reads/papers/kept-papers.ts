import type { Ledger } from '../../../storage/ledger/ledger.ts';
import { rowsOf } from '../rows.ts';

/** A file of an issued paper, wherever in the journal it was frozen. */
export interface KeptFileRow {
  case_id: string;
  kind: string;
  document_number: string;
  /** The day on the paper, as YYYY-MM-DD. */
  on: string;
  format: 'docx' | 'pdf';
  bytes: number;
  sha256: string;
}

/** Every frozen file of this ledger, the first first. */
export function listKeptFiles(ledger: Ledger): KeptFileRow[] {
  return rowsOf<KeptFileRow>(
    ledger,
    `select event.subject_id as case_id,
         event.payload ->> '$.kind' as kind,
         event.payload ->> '$.document_number' as document_number,
         event.payload ->> '$.on' as "on",
         file.value ->> '$.format' as format,
         file.value ->> '$.bytes' as bytes,
         file.value ->> '$.sha256' as sha256
     from event, json_each(event.payload, '$.files') as file
     where event.stream = 'document' and event.type = 'PaperKept'
     order by event.seq`,
  );
}
