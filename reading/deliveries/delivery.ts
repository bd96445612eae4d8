import type { PairVerdict } from './judge-pair.ts';

/** What became of an earlier file's rows of one period because of a later file. */
export interface Delivery {
  source: string;
  period: string;
  /** The file that gives way, or that is asked about. */
  file_no: number;
  by_file_no: number;
  /** `overlaps` is told of rows once they are put together: see pipelines/steps/overlapping-lines.ts. */
  verdict: PairVerdict | 'same-lines' | 'missing' | 'overlaps';
  /** Rows that no longer count; for a question, those that wait for its answer. */
  row_count: number;
  /** A person said so, whatever the files say. */
  is_overruled: boolean;
}

/** What a person said about two files: by the hashes of their contents. */
export interface DeliveryRuling {
  hash: string;
  by_hash: string;
  verdict: Exclude<PairVerdict, 'asks'>;
}
