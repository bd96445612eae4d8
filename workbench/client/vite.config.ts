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
  },
});
