import { flushCompileCache } from 'node:module';
import { parseArgs } from 'node:util';
import { keepCompiled } from '../../core/compile-cache.ts';
import { EXIT, Refusal } from '../../core/errors.ts';

/** Starts the workbench: `--home DIR`, `--port N`, `--demo` for the demonstration county with its users. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      home: { type: 'string', default: process.env.HEDUI_HOME ?? 'var' },
      port: { type: 'string' },
      host: { type: 'string' },
      demo: { type: 'boolean', default: false },
      'new-passwords': { type: 'boolean', default: false },
    },
  });
  // what is written into an office's folder is its own: 0600 and 0700
  process.umask(0o077);
  keepCompiled();
  const { openWorkbench, prepareFigures } = await import('./open-workbench.ts');
  const workbench = await openWorkbench({
    home: values.home,
    port: values.port === undefined ? undefined : Number(values.port),
    host: values.host,
    isDemo: values.demo,
    isForMany: true,
    wantsNewPasswords: values['new-passwords'],
  });
  for (const line of workbench.greeting) process.stdout.write(`${line}\n`);
  // whatever thread is started from here on finds compiled what is loaded by now
  flushCompileCache();
  prepareFigures(workbench);
  const stop = async () => {
    await workbench.close();
    process.exit(EXIT.done);
  };
  process.once('SIGINT', stop);
  process.once('SIGTERM', stop);
}

try {
  await main();
} catch (error) {
  if (!(error instanceof Refusal)) throw error;
  process.stderr.write(`${error.zh}\n${error.en}\n`);
  process.exitCode = error.exitCode;
}
