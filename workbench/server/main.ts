import { parseArgs } from 'node:util';
import { businessDay } from '../../casework/business-day.ts';
import { EXIT, Refusal } from '../../core/errors.ts';
import { keeperOf } from './areas/overview/mart-keeper.ts';
import { periodOf } from './areas/overview/period.ts';
import { openWorkbench } from './open-workbench.ts';

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
  const workbench = await openWorkbench({
    home: values.home,
    port: values.port === undefined ? undefined : Number(values.port),
    host: values.host,
    isDemo: values.demo,
    wantsNewPasswords: values['new-passwords'],
  });
  for (const line of workbench.greeting) process.stdout.write(`${line}\n`);
  const { desk } = workbench;
  // a city's figures take most of a minute; whoever opens the overview first should not be the one who waits
  keeperOf(desk).prepare(periodOf({ period: 'all' }, businessDay(desk.office.now())));
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
