import { Button } from 'antd';
import { useState } from 'react';
import { MOVE_FIELDS, type SingleMove } from '../../../../../core/words/move-fields.ts';
import type { Move } from '../../../../../core/words/moves.ts';
import type { CaseAnswer } from '../../../../contract/case.ts';
import { useWords } from '../../../language/language.tsx';
import { useKeys } from '../../../shell/keys.ts';
import { MoveDialog } from './move-dialog.tsx';

const KEYS: Readonly<Record<string, string>> = { assign: 'A', receipt: 'R' };

/** What is done elsewhere on the page: beside the decision, the signatures and the money. */
const HAS_ITS_PLACE: ReadonlySet<Move> = new Set([
  'take',
  'put-back',
  'approve',
  'reject',
  'confirm-receipt',
]);

/** Only what the state of the case and the role of the user allow. */
export function MoveButtons({ found }: { found: CaseAnswer }) {
  const { t, pick } = useWords();
  // kept as it was opened: when somebody was faster the move is gone, and its refusal must still be read
  const [open, setOpen] = useState<{ move: SingleMove; title: string } | null>(null);
  const moves = found.legal_moves.filter(hasDialog);
  const opener = (move: Move) => {
    const one = moves.find((legal) => legal.move === move);
    return one === undefined ? undefined : () => setOpen({ move: one.move, title: sentenceCase(pick(one)) });
  };
  useKeys({ A: opener('assign'), R: opener('receipt') });
  if (moves.length === 0 && open === null) return null;
  return (
    <fieldset className="move-buttons no-print" aria-label={t('case.moves')}>
      {moves.map((one) => (
        <Button key={one.move} size="small" onClick={opener(one.move)}>
          {sentenceCase(pick(one))}
          {KEYS[one.move] === undefined ? null : <kbd>{KEYS[one.move]}</kbd>}
        </Button>
      ))}
      {open === null ? null : (
        <MoveDialog key={open.move} found={found} {...open} onClose={() => setOpen(null)} />
      )}
    </fieldset>
  );
}

type LegalMove = CaseAnswer['legal_moves'][number];

function hasDialog(one: LegalMove): one is LegalMove & { move: SingleMove } {
  return one.move in MOVE_FIELDS && !HAS_ITS_PLACE.has(one.move);
}

function sentenceCase(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
