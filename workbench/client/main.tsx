import './theme/style-nonce.ts';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { BrowserRouter } from 'react-router';
import type { Failed } from './api/call.ts';
import { App } from './app.tsx';
import { LanguageProvider } from './language/language.tsx';
import { LookProvider } from './theme/look.tsx';
import './theme/base.css';
import './theme/parts.css';
import './theme/print.css';

/** What a person refused once more does not change; a server that is away may come back. */
const queries = new QueryClient({
  defaultOptions: {
    // the office has no internet: the browser's own idea of being online means nothing here
    mutations: { networkMode: 'always' },
    queries: {
      networkMode: 'always',
      retry: (count, error) => (error as Failed).status === 0 && count < 2,
      refetchOnWindowFocus: false,
    },
  },
});

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no root');
createRoot(root).render(
  <StrictMode>
    <LanguageProvider>
      <LookProvider>
        <QueryClientProvider client={queries}>
          <BrowserRouter>
            <App />
          </BrowserRouter>
        </QueryClientProvider>
      </LookProvider>
    </LanguageProvider>
  </StrictMode>,
);
