import { EXIT, Refusal } from '../../core/errors.ts';
import { keptBuilds, warehousePath } from '../../storage/warehouse/builds.ts';
import { quoteText, Warehouse } from '../../storage/warehouse/database.ts';
import { type BuildRecord, readBuildRecord } from '../steps/same-night.ts';

/** A published night that is still on disk. */
export interface KeptNight {
  run: number;
  as_of: string;
  path: string;
  record: BuildRecord;
}

/** The night that is looked back to, and the one that is looked at. */
export interface TwoNights {
  earlier: KeptNight;
  later: KeptNight;
}

/** Every published night that is kept and says of which day it is, oldest first. */
export async function keptNights(builds: string): Promise<KeptNight[]> {
  const nights: KeptNight[] = [];
  for (const run of keptBuilds(builds)) {
    const night = await keptNight(builds, run);
    if (night !== null) nights.push(night);
  }
  return nights;
}

/** Null for a build of a Hedui that kept no record. */
export async function keptNight(builds: string, run: number): Promise<KeptNight | null> {
  const path = warehousePath(builds, run);
  const record = await readBuildRecord(path);
  return record && { run, as_of: record.as_of, path, record };
}

/** A night as a person names it: by its number, or by its day, of which the last one counts. */
export function nightNamed(nights: readonly KeptNight[], said: string): KeptNight {
  const found = nights.findLast(({ run, as_of }) => said === String(run) || said === as_of);
  if (found !== undefined) return found;
  const kept = nights.map(({ run, as_of }) => `${run} (${as_of})`).join('、');
  throw new Refusal(
    'night-not-kept',
    `没有保留“${said}”这一夜的结果。保留的有：${kept || '无'}。请从里面选；要多留几夜，请管理员在设置里加大保留的夜数。`,
    `The night "${said}" is not kept. Kept are: ${kept || 'none'}. To keep more, write rules: { nights_kept: 30 } in hedui.yaml.`,
    EXIT.usage,
  );
}

/** The two nights that are meant; of those nobody names, the last one and the one before. */
export function twoNights(nights: readonly KeptNight[], earlier?: string, later?: string): TwoNights {
  const [beforeLast, last] = nights.slice(-2);
  if (beforeLast === undefined || last === undefined) {
    throw new Refusal(
      'one-night-only',
      '要有两次发布过的核对才能对照，请等下次夜间核对之后再来。',
      'There must be two published nights to compare: come back after the next one.',
    );
  }
  return {
    earlier: earlier === undefined ? beforeLast : nightNamed(nights, earlier),
    later: later === undefined ? last : nightNamed(nights, later),
  };
}

/** Lends both builds under the names `earlier` and `later`, beside a database in memory; neither can be written. */
export async function besideBoth<Answer>(
  nights: TwoNights,
  work: (warehouse: Warehouse) => Promise<Answer>,
): Promise<Answer> {
  const warehouse = await Warehouse.open(':memory:');
  try {
    for (const name of ['earlier', 'later'] as const)
      await warehouse.run(`attach ${quoteText(nights[name].path)} as ${name} (read_only)`);
    return await work(warehouse);
  } finally {
    warehouse.close();
  }
}
