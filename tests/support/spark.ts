import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

const onPath = (name: string): string | undefined =>
  (process.env.PATH ?? '')
    .split(delimiter)
    .map((folder) => join(folder, name))
    .find((file) => existsSync(file));

/** Of the pyspark that a Python here has. */
const ofPython = (): string =>
  join(
    spawnSync('python3', ['-c', 'import pyspark; print(pyspark.__path__[0])'], {
      encoding: 'utf8',
    }).stdout?.trim() || '/nowhere',
    'bin/spark-sql',
  );

/** The `spark-sql` of the installation that `SPARK_HOME` names, of one on the path, or of a Python's pyspark. */
export const SPARK_SQL =
  [join(process.env.SPARK_HOME ?? '/nowhere', 'bin/spark-sql'), onPath('spark-sql'), ofPython()].find(
    (file) => file !== undefined && existsSync(file),
  ) ?? 'spark-sql';

/** Spark 4 works with no older one. */
const OLDEST_JAVA = 17;

const java = process.env.JAVA_HOME === undefined ? 'java' : join(process.env.JAVA_HOME, 'bin/java');
const javaVersion = Number(
  /version "(\d+)/.exec(spawnSync(java, ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1] ?? 0,
);

export const hasSpark = existsSync(SPARK_SQL) && javaVersion >= OLDEST_JAVA;

export const WITHOUT_SPARK =
  javaVersion >= OLDEST_JAVA
    ? 'skipped: SPARK_HOME names no installation, no spark-sql is on the path, and python3 has no pyspark'
    : `skipped: Spark takes a Java ${OLDEST_JAVA} or later, and ${javaVersion === 0 ? 'none is here' : `here is ${javaVersion}`}`;

/** The whole proof takes an hour where others work beside it: it is asked for. */
export const asksWholeSpark = hasSpark && process.env.HEDUI_SPARK !== undefined;

export const WITHOUT_WHOLE = hasSpark ? 'skipped: HEDUI_SPARK=1 asks for it' : WITHOUT_SPARK;

// sessions of minutes: to compile what runs for a moment as well as can be costs more than it gains
if (hasSpark) process.env.JAVA_TOOL_OPTIONS ??= '-XX:TieredStopAtLevel=1';
