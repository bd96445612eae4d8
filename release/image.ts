import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';

const BUILDERS = ['podman', 'buildah', 'docker'] as const;

/**
 * Builds the image of an archive, from the very files that are installed without one, where a builder answers; says so where none
 * does, or where it cannot, as without a network to bring what the image stands on. The archive is whole without it.
 */
export function buildImage(archive: string): string {
  const name = basename(archive, '.tar.gz');
  const later =
    '未构建镜像；解开归档后用其中的 Containerfile 构建，可用 --build-arg BASE=… 换成本地已有的基础镜像（glibc 2.28 或更新）。 No image was built; unpack the archive and build its Containerfile, with --build-arg BASE=… for a base that is at hand (glibc 2.28 or later).';
  const builder = BUILDERS.find((one) => spawnSync(one, ['info'], { stdio: 'ignore' }).status === 0);
  if (builder === undefined)
    return `没有可用的镜像构建工具 no builder answers (${BUILDERS.join(', ')})：${later}`;
  const work = mkdtempSync(join(tmpdir(), 'hedui-image-'));
  try {
    execFileSync('tar', ['-C', work, '-xzf', archive]);
    const image = `hedui:${name.replace(/^hedui-/, '')}`;
    const { status } = spawnSync(builder, ['build', '-f', 'Containerfile', '-t', image, '.'], {
      cwd: join(work, name),
      stdio: 'inherit',
    });
    return status === 0 ? `${image} (${builder})` : `${builder} 构建失败（见上） failed, see above：${later}`;
  } finally {
    rmSync(work, { recursive: true, force: true });
  }
}
