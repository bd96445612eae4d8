import { join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  html: { cspNonce: '__HEDUI_NONCE__' },
  build: {
    // the browsers of the desks (360, 奇安信, 红莲花) are made of Chromium 86 and later
    target: 'chrome86',
    cssTarget: 'chrome86',
    // every asset stays a file of its own: the policy allows no data: scripts or fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
    rolldownOptions: {
      input: {
        page: join(import.meta.dirname, 'index.html'),
        'visits-worker': join(import.meta.dirname, 'afield/worker.ts'),
      },
      output: {
        // a worker answers for what lies beside it and below
        entryFileNames: ({ name }) => (name === 'visits-worker' ? '[name].js' : 'assets/[name]-[hash].js'),
      },
    },
  },
});
