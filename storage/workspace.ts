import { existsSync, mkdirSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isSealed } from './at-rest/marker.ts';
import { memoryFolderOf } from './at-rest/memory-folder.ts';

/** The folders and files of one office (DESIGN: "The workspace"). */
export interface Workspace {
  home: string;
  inbox: string;
  received: string;
  /** In memory where the folder is kept sealed; the disk then has sealed copies (`storage/at-rest/in-memory.ts`). */
  builds: string;
  reports: string;
  documents: string;
  log: string;
  /** What people have typed and not sent; it goes when it is sent. */
  unsent: string;
  ledger: string;
  settings: string;
  /** What a person said once about files that could not be recognised. */
  mapping: string;
  /** Weights of linking learned from the office's own files; the shipped ones serve where there are none. */
  linkModel: string;
  /** The office's own rules, one folder each, as people write them. */
  rules: string;
  /** Each version of a rule that two people let count, as it was then. */
  rulesInForce: string;
}

export function workspaceAt(home: string): Workspace {
  const root = resolve(home);
  return {
    home: root,
    inbox: join(root, 'inbox'),
    received: join(root, 'received'),
    builds: join(isSealed(root) ? memoryFolderOf(root) : root, 'builds'),
    reports: join(root, 'reports'),
    documents: join(root, 'documents'),
    log: join(root, 'log'),
    unsent: join(root, 'unsent'),
    ledger: join(root, 'ledger.db'),
    settings: join(root, 'hedui.yaml'),
    mapping: join(root, 'mapping.yaml'),
    linkModel: join(root, 'link-model.json'),
    rules: join(root, 'rules'),
    rulesInForce: join(root, 'rules-in-force'),
  };
}

let served: Workspace | null = null;

/** Says, where a process or thread begins, whose office it serves: its settings and folders hold for every engine opened here. */
export function serveOffice(workspace: Workspace): void {
  served = workspace;
}

export function servedOffice(): Workspace | null {
  return served;
}

/** Makes the folders that a night writes to. */
export function prepareWorkspace(workspace: Workspace): void {
  // on a read-only disk a folder with those above it fails as if they were not there; alone it tells why
  if (!existsSync(workspace.home) && existsSync(dirname(workspace.home))) mkdirSync(workspace.home);
  for (const folder of [workspace.received, workspace.builds, workspace.reports, workspace.log]) {
    mkdirSync(folder, { recursive: true });
  }
}
