import type { OpenAPIHono } from '@hono/zod-openapi';
import type { Language } from '../../core/words/language.ts';
import type { Asking } from './desk.ts';

export type Variables = { language: Language; secureHeadersNonce?: string; asking: Asking };

export type WorkbenchApp = OpenAPIHono<{ Variables: Variables }>;
