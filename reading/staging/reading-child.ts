import { handOver } from '../../core/compile-cache.ts';
import { Refusal } from '../../core/errors.ts';
import { isDiskFull } from '../../storage/disk-full.ts';
import type { Mapping } from '../recognition/mapping.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import type { Neighbour } from '../sources/neighbours.ts';
import type { SourceDefinition } from '../sources/source-definition.ts';
import { type FileReading, refusedReading } from './reading-result.ts';
import { stageFile } from './stage-file.ts';

/** What a reading process is told once, before its first file: it reads no definition itself. */
export interface ReadingKnowledge {
  sources: SourceDefinition[];
  mappings: Mapping[];
  neighbours: Neighbour[];
}

export interface ReadTask {
  path: string;
  name: string;
  /** Folder for the staged rows. */
  folder: string;
  /** Known to be a list of what is still to be paid, and to be read like one of what was. */
  isStillToBePaid?: boolean;
}

export type ReadRequest = { knowledge: ReadingKnowledge } | { task: ReadTask };

/** A fault is whatever was thrown that is no refusal: of the file as far as the night is concerned. */
export type ReadAnswer = { reading: FileReading } | { fault: string; isDiskFull: boolean };

function startReading({
  sources,
  mappings,
  neighbours,
}: ReadingKnowledge): (task: ReadTask) => Promise<ReadAnswer> {
  const knowledge = prepareKnowledge(sources, mappings, neighbours);
  const ofPayments = {
    ...knowledge,
    neighbours: neighbours.filter(({ is_to_be_paid }) => !is_to_be_paid),
  };
  const byName = new Map(sources.map((source) => [source.source, source]));
  return async ({ path, name, folder, isStillToBePaid }) => {
    const known = isStillToBePaid ? ofPayments : knowledge;
    try {
      return { reading: await stageFile({ path, name, knowledge: known, sources: byName }, folder) };
    } catch (error) {
      if (error instanceof Refusal) return { reading: refusedReading(error) };
      return { fault: wordsOf(error), isDiskFull: isDiskFull(error) };
    }
  };
}

/** Libraries throw texts and numbers, too. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (process.send) {
  const answer = (said: ReadAnswer): void => handOver(said);
  let read: ((task: ReadTask) => Promise<ReadAnswer>) | null = null;
  process.on('message', (request: ReadRequest) => {
    if ('knowledge' in request) read = startReading(request.knowledge);
    else void read?.(request.task).then(answer);
  });
  // whoever asked is gone: nobody waits for the answer
  process.once('disconnect', () => process.exit());
}
