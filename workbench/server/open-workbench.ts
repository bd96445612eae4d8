import { existsSync } from 'node:fs';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { businessDay } from '../../casework/business-day.ts';
import { openOffice, openOfficeLedger } from '../../casework/office.ts';
import { listUsers } from '../../casework/reads/users/users.ts';
import { giveDemoPasswords } from '../../casework/users/demo-users.ts';
import { Refusal } from '../../core/errors.ts';
import { HEDUI } from '../../core/launcher.ts';
import { openPublishedReader } from '../../explanation/published-reader.ts';
import { openIntoMemory } from '../../storage/at-rest/in-memory.ts';
import { openLog } from '../../storage/log.ts';
import { holdOffice } from '../../storage/office-lock.ts';
import { currentBuild } from '../../storage/warehouse/builds.ts';
import { serveOffice, workspaceAt } from '../../storage/workspace.ts';
import { buildApp } from './app.ts';
import { EvidenceThread } from './areas/case/evidence-thread.ts';
import { keeperOf } from './areas/overview/mart-keeper.ts';
import { periodOf } from './areas/overview/period.ts';
import { buildClient } from './build-client.ts';
import type { Desk } from './desk.ts';
import { loadAreas } from './load-areas.ts';
import { loadRights } from './security/rights-table.ts';
import { Sessions } from './security/sessions.ts';
import { SignInPauses } from './security/sign-in-pauses.ts';
import { loadWorkbenchSettings } from './settings.ts';
import type { WorkbenchApp } from './workbench-app.ts';

export interface WorkbenchOptions {
  home: string;
  host?: string | undefined;
  /** 0 takes any free port. */
  port?: number | undefined;
  isDemo?: boolean;
  /** Many people work at it at once: what a page waits for longest is worked out in a thread of its own. */
  isForMany?: boolean;
  wantsNewPasswords?: boolean;
  /** The office's clock; tests set it. */
  now?: () => string;
  /** How long a connection may be open without a whole request. */
  patience?: Patience;
}

export type Patience = typeof PATIENCE;

export interface Workbench {
  address: string;
  desk: Desk;
  app: WorkbenchApp;
  greeting: string[];
  close: () => Promise<void>;
}

/** Opens an office's workbench at its address. One process; it reads published builds and writes only the ledger. */
export async function openWorkbench(options: WorkbenchOptions): Promise<Workbench> {
  const workspace = workspaceAt(options.home);
  serveOffice(workspace);
  openIntoMemory(workspace);
  refuseEmptyHome(workspace.home, options.isDemo ?? false, currentBuild(workspace.builds) !== null);
  const settings = loadWorkbenchSettings(workspace);
  const held = holdOffice(workspace.home, 'workbench');
  const office = openOffice(workspace.home, options.now);
  const ledger = openOfficeLedger(office);
  const greeting = options.isDemo
    ? giveDemoPasswords(ledger, office, options.wantsNewPasswords ?? false)
    : [];
  const implementations = await loadAreas();
  const desk: Desk = {
    workspace,
    office,
    settings,
    ledger,
    reader: openPublishedReader(workspace.home),
    evidence: options.isForMany ? new EvidenceThread(workspace.home) : null,
    sessions: new Sessions(settings),
    pauses: new SignInPauses(office.password),
    rights: loadRights(),
    endpoints: implementations.map(({ endpoint }) => endpoint),
    isDemo: options.isDemo ?? false,
    log: openLog(workspace.log),
  };
  const app = buildApp(desk, implementations, await buildClient());
  const host = options.host ?? settings.host;
  const server = await new Promise<ReturnType<typeof serve>>((resolve, reject) => {
    const port = options.port ?? settings.port;
    const serverOptions = options.patience ?? PATIENCE;
    const opened = serve({ fetch: app.fetch, hostname: host, port, serverOptions }, () => resolve(opened));
    opened.once('error', (error: NodeJS.ErrnoException) =>
      reject(explainPort(error, options.port ?? settings.port)),
    );
  });
  const { port } = server.address() as AddressInfo;
  const address = `http://${host.includes(':') ? `[${host}]` : host}:${port}`;
  return {
    address,
    desk,
    app,
    greeting: [
      ...greeting,
      ...warnPlain(host, settings.trusted_proxies),
      ...(listUsers(ledger).length > 0 ? [] : WITHOUT_USERS),
      `核对工作台 the workbench: ${address}`,
    ],
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve));
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
      await keeperOf(desk).close();
      await desk.evidence?.stop();
      await desk.reader.close();
      ledger.close();
      held[Symbol.dispose]();
    },
  };
}

/** Nobody can sign in yet. */
const WITHOUT_USERS = [
  `还没有用户，谁也不能登录。请先添加管理员和办事的人：${HEDUI} user add --help`,
  `There are no users yet, so nobody can sign in. Add an administrator and those who work here: ${HEDUI} user add --help`,
];

/** Milliseconds that a connection may be open without a whole request: half-open ones would otherwise fill the server. */
export const PATIENCE = {
  // a machine that is overloaded takes its time to read what has arrived long ago
  headersTimeout: 30_000,
  requestTimeout: 300_000,
  connectionsCheckingInterval: 2_000,
  // longer than a proxy keeps its own open, or a request meets the end of a connection that was about to be closed
  keepAliveTimeout: 75_000,
};

/** Passwords and people cross the network in the clear where no proxy encrypts them. */
export function warnPlain(host: string, proxies: readonly string[]): string[] {
  if (['127.0.0.1', '::1', 'localhost'].includes(host) || proxies.length > 0) return [];
  return [
    '注意：工作台在本机之外以明文 HTTP 提供服务，口令和人员信息不加密。请在前面放一台带证书的反向代理，并在 hedui.yaml 写明 workbench: trusted_proxies。',
    'Warning: the workbench is served beyond this machine over plain HTTP; passwords and people are not encrypted. Put a proxy with a certificate before it and name it in hedui.yaml (workbench: trusted_proxies).',
  ];
}

/** A city's figures take most of a minute; whoever opens the overview first should not be the one who waits. */
export function prepareFigures({ desk }: Workbench): void {
  keeperOf(desk).prepare(periodOf({ period: 'all' }, businessDay(desk.office.now())));
}

function refuseEmptyHome(home: string, isDemo: boolean, hasBuild: boolean): void {
  if (existsSync(home) && (hasBuild || !isDemo)) return;
  throw new Refusal(
    'workspace-missing',
    isDemo ? '演示数据还没有生成，请先运行：npm run demo' : `没有这个工作文件夹：${home}。请先运行 nightly。`,
    isDemo
      ? 'The demonstration has not been made yet; run first: npm run demo'
      : `There is no workspace folder ${home}; run nightly first.`,
  );
}

function explainPort(error: NodeJS.ErrnoException, port: number): Error {
  if (error.code !== 'EADDRINUSE') return error;
  return new Refusal(
    'port-in-use',
    `端口 ${port} 已被占用。请关闭另一个工作台，或用 --port 换一个端口。`,
    `Port ${port} is in use. Close the other workbench, or choose another with --port.`,
  );
}
