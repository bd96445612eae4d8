import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  html: { cspNonce: '__HEDUI_NONCE__' },
  build: {
    // every asset stays a file of its own: the policy allows no data: scripts or fonts
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 3000,
  },
});
