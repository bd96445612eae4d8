import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { Refusal } from '../core/errors.ts';
import { DOCUMENT_KINDS, DOCUMENT_TITLES, type DocumentKind, STEP_ACTS } from '../core/words/documents.ts';
import { readYamlFile } from '../core/yaml-file.ts';
import { ROLES, type Role } from './roles.ts';

/** What a refusal calls such a document in the office's two languages. */
export function namedIn(kind: DocumentKind): { kind: string; kind_en: string } {
  return DOCUMENT_TITLES[kind];
}

const step = z.strictObject({
  act: z.enum(STEP_ACTS),
  title: z.string().min(1),
  role: z.enum(ROLES as readonly [Role, ...Role[]]),
  level: z.int().min(1).max(9).nullable().default(null),
});

const chain = z
  .strictObject({
    chain_id: z.string().min(1),
    title: z.string().min(1),
    documents: z.array(z.enum(DOCUMENT_KINDS)).min(1),
    from_fen: z.int().min(0).default(0),
    below_fen: z.int().positive().nullable().default(null),
    steps: z.array(step).min(2).max(5),
  })
  .refine((value) => value.steps.every((one, place) => (one.act === 'prepare') === (place === 0)), {
    message: 'the first step prepares the document, the others check or sign it',
  });

export type ApprovalStep = z.infer<typeof step>;
export type ApprovalChain = z.infer<typeof chain>;

export const approvalChains = z.array(chain);

/** A file holds one chain or several. */
const shippedFile = z.union([chain.transform((one) => [one]), approvalChains]);

/** The chains that come with the program; an office that gives its own replaces them all. */
export function loadShippedChains(folder = join(import.meta.dirname, 'approval-chains')): ApprovalChain[] {
  const files = readdirSync(folder)
    .filter((file) => file.endsWith('.yaml'))
    .sort();
  return files.flatMap((file) => {
    const parsed = shippedFile.safeParse(readYamlFile(join(folder, file)));
    if (parsed.success) return parsed.data;
    throw new Refusal(
      'approval-chain-invalid',
      `审批流程文件写得不对：${file}:${z.prettifyError(parsed.error)}`,
      `This approval chain is not well formed: ${file}: ${z.prettifyError(parsed.error)}`,
    );
  });
}

/** The chain a document of this kind and amount goes through; null where none is laid down. */
export function chainFor(
  chains: readonly ApprovalChain[],
  kind: DocumentKind,
  amountFen: number,
): ApprovalChain | null {
  const fits = (one: ApprovalChain) =>
    one.documents.includes(kind) &&
    amountFen >= one.from_fen &&
    (one.below_fen === null || amountFen < one.below_fen);
  return chains.find(fits) ?? null;
}
