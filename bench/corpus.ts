import { readdirSync, statSync, writeFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { type Comparison, compareCells } from './corpus/compare-cells.ts';
import type { FileCells } from './corpus/file-cells.ts';
import { ReadingProcess } from './corpus/reading-process.ts';

/** Readers that a file is compared with, by what it is called; the engine's own library does not check itself. */
const PEERS: Record<string, readonly string[]> = {
  '.xlsx': ['calamine', 'openpyxl', 'sheetjs', 'hucre'],
  '.xlsm': ['calamine', 'openpyxl', 'sheetjs', 'hucre'],
  '.xltx': ['calamine', 'openpyxl', 'sheetjs'],
  '.xlsb': ['calamine', 'pyxlsb', 'hucre'],
  '.xls': ['calamine', 'xlrd', 'hucre'],
  '.et': ['calamine', 'xlrd', 'hucre'],
  '.ods': ['calamine', 'sheetjs', 'hucre'],
  '.csv': ['python-csv', 'duckdb'],
  '.tsv': ['python-csv', 'duckdb'],
  '.dbf': ['dbfread', 'sheetjs'],
};

const OF_OTHERS = new Set(['calamine', 'openpyxl', 'xlrd', 'pyxlsb', 'python-csv', 'dbfread']);

/** What came of one file. */
interface FileOutcome {
  project: string;
  file: string;
  ours: string;
  seconds: number;
  refusedRows: [number, string][];
  /** Per reader: cells, equal, the first differences; or why it gave nothing. */
  peers: Record<string, Comparison | { refused: string }>;
}

/**
 * `npm run bench -- corpus DIR [python] [details.jsonl]`: reads every table below each folder of DIR and compares it cell
 * by cell with other readers. Without a Python that has them, only the readers in JavaScript and DuckDB are asked.
 */
export async function run([folder, python, details]: string[]): Promise<void> {
  if (folder === undefined) {
    process.stdout.write('npm run bench -- corpus DIR [python] [details.jsonl]\n');
    return;
  }
  const processes = new Map<string, ReadingProcess>();
  const ask = (name: string, question: Parameters<ReadingProcess['read']>[0]): Promise<FileCells> => {
    const process = processes.get(name) ?? new ReadingProcess(name, python ?? '');
    processes.set(name, process);
    return process.read(question);
  };
  const outcomes: FileOutcome[] = [];
  for (const project of readdirSync(folder).sort()) {
    for (const path of tablesIn(join(folder, project))) {
      const peers = (PEERS[extname(path).toLowerCase()] ?? []).filter(
        (name) => python || !OF_OTHERS.has(name),
      );
      const ours = await ask('ours', { path });
      const told = { path, delimiter: ours.delimiter ?? ',', encoding: ours.encoding ?? 'utf-8' };
      const theirs = await Promise.all(peers.map((name) => ask(name, told)));
      outcomes.push(outcomeOf(project, relative(join(folder, project), path), ours, theirs));
    }
    print(
      project,
      outcomes.filter((one) => one.project === project),
    );
  }
  for (const process of processes.values()) process.end();
  if (details !== undefined)
    writeFileSync(details, outcomes.map((one) => `${JSON.stringify(one)}\n`).join(''));
}

function tablesIn(folder: string): string[] {
  if (!statSync(folder).isDirectory()) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && extname(entry.name).toLowerCase() in PEERS)
    .map((entry) => join(entry.parentPath, entry.name))
    .sort();
}

const MOST_DIFFERENCES = 20;

function outcomeOf(
  project: string,
  file: string,
  ours: FileCells,
  theirs: readonly FileCells[],
): FileOutcome {
  const peers: FileOutcome['peers'] = {};
  for (const one of theirs) {
    if (one.refused !== undefined) peers[one.reader] = { refused: one.refused };
    else {
      const found = compareCells(ours, one);
      peers[one.reader] = { ...found, differences: found.differences.slice(0, MOST_DIFFERENCES) };
    }
  }
  const refusedRows = ours.sheets.flatMap(({ refused }) => refused);
  return { project, file, ours: ours.refused ?? 'read', seconds: ours.seconds ?? 0, refusedRows, peers };
}

/** One line a project: what was read and is the same with one reader at least, with all of them, with none; what was refused. */
function print(project: string, outcomes: readonly FileOutcome[]): void {
  const read = outcomes.filter(({ ours }) => ours === 'read');
  const compared = read.map(({ peers }) => Object.values(peers).filter((one) => 'cells' in one));
  const best = compared.map(
    (some) => [...some].sort((a, b) => b.equal / (b.cells || 1) - a.equal / (a.cells || 1))[0],
  );
  const cells = best.reduce((sum, one) => sum + (one?.cells ?? 0), 0);
  const equal = best.reduce((sum, one) => sum + (one?.equal ?? 0), 0);
  const alike = best.filter((one) => one && one.cells === one.equal).length;
  const rest = best.filter((one) => one && one.cells !== one.equal).length;
  const slowest = Math.max(0, ...outcomes.map(({ seconds }) => seconds));
  process.stdout.write(
    `${project}: ${outcomes.length} files, ${read.length} read, ${alike} as another reader has them, ${rest} not, ` +
      `${read.length - alike - rest} nobody else reads; cells ${equal} of ${cells}; ${outcomes.length - read.length} refused; ` +
      `slowest ${slowest.toFixed(1)} s\n`,
  );
}
