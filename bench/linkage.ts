import { fileURLToPath } from 'node:url';
import { scoreLabelledCounty } from './linkage/labelled-county.ts';
import { scorePeerSets } from './linkage/peer-sets.ts';
import { measureSpeed } from './linkage/speed.ts';

const shared = (folder: string) => fileURLToPath(new URL(`../../shared/${folder}`, import.meta.url));

/** `npm run bench -- linkage [county|peers|speed] [folder]`: how well and how fast people are linked. */
export async function run(args: string[]): Promise<void> {
  const [part = 'all', folder] = args;
  if (part === 'all' || part === 'county') await scoreLabelledCounty(folder ?? shared('linkage-dev'));
  if (part === 'all' || part === 'peers')
    await scorePeerSets(part === 'peers' && folder ? folder : shared('peer-data'));
  if (part === 'all' || part === 'speed') await measureSpeed();
}
