import type { LockedPackage } from './needed-packages.ts';

/** The bill of materials of a bundle, CycloneDX: what the lock says of every package that is in it. */
export function billOfMaterials(
  release: { name: string; version: string },
  packages: ReadonlySet<string>,
  lock: ReadonlyMap<string, LockedPackage>,
): string {
  const components = [...packages].sort().map((place) => {
    const { version = '', integrity = '', license } = lock.get(place) ?? {};
    const name = place.slice(place.lastIndexOf('node_modules/') + 'node_modules/'.length);
    const [algorithm = '', hash = ''] = integrity.split(/-(.*)/s);
    return {
      type: 'library',
      'bom-ref': place,
      name,
      version,
      purl: `pkg:npm/${name.replace('@', '%40')}@${version}`,
      hashes: [
        { alg: algorithm.replace('sha', 'SHA-'), content: Buffer.from(hash, 'base64').toString('hex') },
      ],
      licenses: license === undefined ? [] : [{ license: { name: license } }],
    };
  });
  const bill = {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name: release.name, version: release.version } },
    components,
  };
  return `${JSON.stringify(bill, null, 1)}\n`;
}
