import { Refusal } from '../../core/errors.ts';
import { isDiskFull } from '../../storage/disk-full.ts';
import { engineLimit } from '../../storage/memory.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { loadMapping } from '../recognition/mapping.ts';
import { prepareKnowledge } from '../recognition/recognise-sheet.ts';
import { loadSources } from '../sources/load-sources.ts';
import { type FileReading, refusedReading } from './reading-result.ts';
import { clearStaging, prepareStaging, stageFile } from './stage-file.ts';

/** What a reading process is told once, before its first file. */
export interface ReadingSettings {
  /** The office's `mapping.yaml`; null where there is none. */
  mapping: string | null;
  /** Bytes that the reading processes may take together; each is told its own share. */
  memory: number;
}

export interface ReadTask {
  path: string;
  name: string;
  /** Folder for the staged rows. */
  folder: string;
}

export type ReadRequest = { settings: ReadingSettings } | { task: ReadTask };

/** A fault is whatever was thrown that is no refusal: of the file as far as the night is concerned. */
export type ReadAnswer = { reading: FileReading } | { fault: string; isDiskFull: boolean };

/** Of what the process may take; the rest is for what reads the file. */
const ENGINE_SHARE = 0.375;

function startReading({ mapping, memory }: ReadingSettings) {
  const sources = loadSources();
  const knowledge = prepareKnowledge(sources, loadMapping(mapping, sources));
  const byName = new Map(sources.map((source) => [source.source, source]));
  const opened = openStaging(memory);
  return async ({ path, name, folder }: ReadTask): Promise<ReadAnswer> => {
    const warehouse = await opened;
    try {
      await warehouse.run(`set temp_directory = '${folder.replaceAll("'", "''")}/spill'`);
      return { reading: await stageFile(warehouse, { path, name, knowledge, sources: byName }, folder) };
    } catch (error) {
      if (error instanceof Refusal) return { reading: refusedReading(error) };
      return { fault: wordsOf(error), isDiskFull: isDiskFull(error) };
    } finally {
      await clearStaging(warehouse);
    }
  };
}

/** One engine per process: opening one costs more than reading a small file. */
async function openStaging(memory: number): Promise<Warehouse> {
  const warehouse = await Warehouse.open(':memory:', {
    threads: '1',
    memory_limit: engineLimit(memory, ENGINE_SHARE),
  });
  await prepareStaging(warehouse);
  return warehouse;
}

/** Libraries throw texts and numbers, too. */
function wordsOf(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

if (process.send) {
  const answer = (said: ReadAnswer): void => void process.send?.(said);
  let read: ((task: ReadTask) => Promise<ReadAnswer>) | null = null;
  process.on('message', (request: ReadRequest) => {
    if ('settings' in request) read = startReading(request.settings);
    else void read?.(request.task).then(answer);
  });
  // whoever asked is gone: nobody waits for the answer
  process.once('disconnect', () => process.exit());
}
