/**
 * How Node is started, wherever we start it: a city's night needs more memory than Node takes by itself, and threads that
 * compile at the same time must not trip over V8's keys for code pages (nodejs/node#64500). The launchers and the scripts
 * of package.json, which cannot import this, say the same.
 */
export const NODE_FLAGS: readonly string[] = ['--max-old-space-size=6144', '--no-memory-protection-keys'];
