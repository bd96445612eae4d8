import { expect, test } from 'vitest';
import { warnPlain } from './open-workbench.ts';

test.each(['0.0.0.0', '::', '10.0.0.8', 'hedui.office'])(
  'a workbench served at %s over plain HTTP says so in both languages, unless a proxy that encrypts is named',
  (host) => {
    expect(warnPlain(host, []).join('\n')).toMatch(/明文 HTTP[\s\S]*plain HTTP/);
    expect(warnPlain(host, ['10.0.0.5'])).toEqual([]);
  },
);

test.each(['127.0.0.1', '::1', 'localhost'])('at %s nothing crosses a network', (host) => {
  expect(warnPlain(host, [])).toEqual([]);
});
