import { Linker } from '../../pipelines/linking/linker.ts';
import { Warehouse } from '../../storage/warehouse/database.ts';
import { printTable } from './figures.ts';
import { fillCounty } from './invented-county.ts';

const SIZES = [
  { roster: 68_000, deaths: 5_000, register: 85_000, limit: '10' },
  { roster: 200_000, deaths: 15_000, register: 250_000, limit: '30' },
] as const;

/** Times the whole linking, reading of files left out, and the comparing of pairs alone. */
export async function measureSpeed(): Promise<void> {
  const rows = [
    [
      'roster × deaths, register',
      'seconds',
      'to reach',
      'candidates',
      'links',
      'M pairs/s',
      'M pairs/cpu-s',
      'peak RSS MB',
    ],
  ];
  for (const size of SIZES) {
    const warehouse = await Warehouse.open(':memory:');
    try {
      await fillCounty(warehouse, size.roster, size.deaths, size.register);
      const started = performance.now();
      const linker = await Linker.open(warehouse);
      await linker.prepare({ roster: 'roster', death: 'death', household: 'household' });
      const report = await linker.link({ left: 'roster', right: 'death', register: 'household' });
      const seconds = (performance.now() - started) / 1000;
      const pairs = await linker.compareSample(2_000_000);
      rows.push([
        `${size.roster} × ${size.deaths}, ${size.register}`,
        seconds.toFixed(1),
        `<= ${size.limit}`,
        String(report.candidate_count),
        Object.values(report.counts).join('/'),
        (pairs.count / pairs.milliseconds / 1000).toFixed(2),
        (pairs.count / pairs.cpuMilliseconds / 1000).toFixed(2),
        (process.resourceUsage().maxRSS / 1024).toFixed(0),
      ]);
    } finally {
      warehouse.close();
    }
  }
  printTable('Speed (files already read; links as confirmed/probable/possible/id_conflict)', rows);
}
