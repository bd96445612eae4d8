import { Modal } from 'antd';
import { useMemo, useState } from 'react';
import type { Timeline, TimelineEvent } from '../../../../../explanation/case-explanation.ts';
import { useWords } from '../../../language/language.tsx';
import { showYuan } from '../../../parts/figures.ts';
import { Panel } from '../../../parts/panel.tsx';
import { useWidth } from '../../../parts/use-width.ts';
import { layOut } from './lay-out.ts';
import { TimelineDrawing } from './timeline-drawing.tsx';
import { TimelineTable } from './timeline-table.tsx';
import './timeline.css';

/** Payments and what happened, by entitlement month. */
export function TimelinePanel({ timeline }: { timeline: Timeline }) {
  const { t } = useWords();
  const [isLarge, setLarge] = useState(false);
  if (timeline.payments.length === 0 && timeline.events.length === 0) return null;
  return (
    <Panel
      title={t('case.timeline')}
      aside={t(timeline.band === null ? 'case.timeline-aside' : 'case.timeline-aside-band')}
      actions={
        <button type="button" className="link no-print" onClick={() => setLarge(true)}>
          {t('case.enlarge')}
        </button>
      }
    >
      <Measured timeline={timeline} />
      <TimelineTable timeline={timeline} />
      <Modal
        open={isLarge}
        onCancel={() => setLarge(false)}
        footer={null}
        title={t('case.timeline')}
        width="96vw"
        centered
        destroyOnHidden
      >
        <Measured timeline={timeline} />
      </Modal>
    </Panel>
  );
}

const USUAL_WIDTH = 824;

function Measured({ timeline }: { timeline: Timeline }) {
  const [box, width] = useWidth<HTMLDivElement>(USUAL_WIDTH);
  const layout = useMemo(() => layOut(timeline, width, tellEvent), [timeline, width]);
  return (
    <div ref={box} className="timeline-box">
      <TimelineDrawing timeline={timeline} layout={layout} />
    </div>
  );
}

/** Month and day, what it was, and the sum where money moved. */
function tellEvent({ on, label, amount_fen: fen }: TimelineEvent): string {
  const day = on === null ? '' : `${Number(on.slice(5, 7))}-${on.slice(8, 10)} `;
  return `${day}${label}${fen === null ? '' : ` ${showYuan(fen)}`}`;
}
