import { execFileSync, spawn } from 'node:child_process';
import { chownSync, existsSync, globSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { delimiter, join } from 'node:path';

const [bin = null] = [
  ...globSync('/usr/lib/postgresql/*/bin').toReversed(),
  ...(process.env.PATH ?? '').split(delimiter),
].filter((folder) => existsSync(join(folder, 'initdb')));

export const hasPostgres = bin !== null;

/** A server of its own, on a socket in a folder of its own. */
export interface PostgresServer {
  url: string;
  stop: () => void;
}

export async function startPostgres(): Promise<PostgresServer> {
  if (bin === null) throw new Error('PostgreSQL is not installed');
  const folder = mkdtempSync(join(tmpdir(), 'hedui-postgres-'));
  const data = join(folder, 'data');
  // the server refuses to run as root
  const asWhom = userInfo().uid === 0 ? idsOf('postgres') : {};
  if (asWhom.uid !== undefined) chownSync(folder, asWhom.uid, asWhom.gid ?? asWhom.uid);
  const options = { ...asWhom, cwd: folder, stdio: 'ignore' } as const;
  execFileSync(
    join(bin, 'initdb'),
    ['-D', data, '-U', 'hedui', '-A', 'trust', '-E', 'UTF8', '--locale=C', '--no-sync'],
    options,
  );
  const server = spawn(
    join(bin, 'postgres'),
    ['-D', data, '-k', folder, '-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'full_page_writes=off'],
    options,
  );
  const socket = join(folder, '.s.PGSQL.5432');
  for (let tries = 0; !existsSync(socket) || !isReady(folder); tries += 1) {
    if (server.exitCode !== null || tries > 600) throw new Error('PostgreSQL does not start');
    await new Promise((done) => setTimeout(done, 50));
  }
  return {
    url: `postgresql://hedui@localhost/postgres?host=${encodeURIComponent(folder)}`,
    stop: () => {
      server.kill('SIGQUIT');
      server.once('exit', () => rmSync(folder, { recursive: true, force: true }));
    },
  };
}

function isReady(folder: string): boolean {
  try {
    execFileSync(join(bin ?? '', 'pg_isready'), ['-h', folder, '-q']);
    return true;
  } catch {
    return false;
  }
}

function idsOf(user: string): { uid?: number; gid?: number } {
  const id = (flag: string) => Number(execFileSync('id', [flag, user], { encoding: 'utf8' }));
  return { uid: id('-u'), gid: id('-g') };
}
