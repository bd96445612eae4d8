import { cpSync, existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeFileAtomically } from '../atomic-file.ts';
import type { Workspace } from '../workspace.ts';
import { folderSeal } from './folder-key.ts';
import { bytesToKeep, readKeptBytes } from './kept-bytes.ts';
import { isSealed } from './marker.ts';
import { makeMemoryFolder, memoryFolderOf } from './memory-folder.ts';

const DRAFT = '.draft';

/** Folders that are made once and never changed: they are worked on in memory, and lie sealed on the disk. */
interface Pair {
  memory: string;
  disk: string;
  /** The folders there are below one of the two. */
  entries: (folder: string) => string[];
}

function pairsOf({ home, received }: Workspace): Pair[] {
  const memory = memoryFolderOf(home);
  const builds = (name: string): boolean => /^\d+$/.test(name);
  const readings = (name: string): boolean => /^reading-[0-9a-f]+$/.test(name);
  return [
    {
      memory: join(memory, 'readings'),
      disk: received,
      entries: (folder) =>
        namesIn(folder).flatMap((hash) =>
          /^[0-9a-f]{64}$/.test(hash)
            ? namesIn(join(folder, hash))
                .filter(readings)
                .map((name) => join(hash, name))
            : [],
        ),
    },
    {
      memory: join(memory, 'builds'),
      disk: join(home, 'builds'),
      entries: (folder) => namesIn(folder).filter(builds),
    },
  ];
}

/** Lays sealed copies of builds and readings down on the disk, and takes away those that are gone. */
export function keepFromMemory(workspace: Workspace): void {
  if (!isSealed(workspace.home)) return;
  for (const pair of pairsOf(workspace)) {
    copyOver(pair.memory, pair.disk, pair, (from, to) =>
      writeFileAtomically(to, bytesToKeep(to, readFileSync(from))),
    );
  }
}

/** Opens builds and readings into memory, where a start of the machine took them; what does not open the next night makes anew. */
export function openIntoMemory(workspace: Workspace): void {
  const { home } = workspace;
  // without its key nothing of a sealed folder is begun
  if (folderSeal(home) === null) return;
  makeMemoryFolder(home);
  for (const { memory, disk, entries } of pairsOf(workspace).filter((pair) => !existsSync(pair.memory))) {
    const draft = `${memory}.${process.pid}`;
    try {
      copyOver(disk, draft, { entries }, (from, to) => {
        const content = readKeptBytes(from);
        // half a build is none: whoever opens it is told that it is damaged
        if (content !== null) writeFileAtomically(to, content);
      });
      renameSync(draft, memory);
    } catch (error) {
      // another program was faster
      if (!existsSync(memory)) throw error;
    } finally {
      rmSync(draft, { recursive: true, force: true });
    }
  }
}

/** Puts builds and readings back on the disk as they are. */
export function putBackOnDisk(workspace: Workspace): void {
  for (const { memory, disk, entries } of pairsOf(workspace)) {
    for (const entry of entries(disk)) rmSync(join(disk, entry), { recursive: true, force: true });
    if (existsSync(memory)) cpSync(memory, disk, { recursive: true, preserveTimestamps: true });
  }
}

/** The pointer to a build last: whoever reads it finds what it points to. */
function copyOver(
  from: string,
  to: string,
  { entries }: Pick<Pair, 'entries'>,
  copy: (from: string, to: string) => void,
): void {
  mkdirSync(to, { recursive: true });
  const present = entries(from);
  for (const entry of present.filter((one) => !existsSync(join(to, one)))) {
    const draft = join(to, `${entry}${DRAFT}`);
    rmSync(draft, { recursive: true, force: true });
    mkdirSync(draft, { recursive: true });
    for (const file of readdirSync(join(from, entry))) copy(join(from, entry, file), join(draft, file));
    mkdirSync(dirname(join(to, entry)), { recursive: true });
    renameSync(draft, join(to, entry));
  }
  if (existsSync(join(from, 'current'))) copy(join(from, 'current'), join(to, 'current'));
  for (const entry of entries(to).filter((one) => !present.includes(one)))
    rmSync(join(to, entry), { recursive: true, force: true });
}

function namesIn(folder: string): string[] {
  return existsSync(folder)
    ? readdirSync(folder, { withFileTypes: true })
        .filter((entry) => entry.isDirectory())
        .map(({ name }) => name)
    : [];
}
