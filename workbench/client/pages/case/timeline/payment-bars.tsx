import type { Timeline } from '../../../../../explanation/case-explanation.ts';
import { showYuan } from '../../../parts/figures.ts';
import { COLOUR } from '../../../theme/tokens.ts';
import { BAR, type TimelineLayout } from './lay-out.ts';

const LABEL = 42;
const WORD = 26;

/** A bar for each payment at its entitlement month: solid when settled, dashed when it came back, hatched when claimed. */
export function PaymentBars({
  timeline,
  layout,
  hatch,
  ink,
}: {
  timeline: Timeline;
  layout: TimelineLayout;
  hatch: string;
  ink: string;
}) {
  const { step, base, highest, xOf } = layout;
  return (
    <g>
      {timeline.months.flatMap((month) => {
        const paid = timeline.payments.filter((payment) => payment.month === month && payment.amount_fen > 0);
        const room = step / Math.max(1, paid.length);
        const width = Math.max(2, Math.min(46, room * 0.66));
        return paid.map((payment, place) => {
          const x = xOf(month) + place * room + (room - width) / 2;
          const height = Math.max(4, (payment.amount_fen / highest) * BAR);
          const y = base - height;
          const isOut = payment.kind === 'returned' || payment.kind === 'unsettled';
          return (
            <g key={payment.line_id}>
              <title>{`${payment.state_text} ${showYuan(payment.amount_fen)}`}</title>
              <rect
                x={x}
                y={y}
                width={width}
                height={height}
                fill={payment.is_claimed ? `url(#${hatch})` : isOut ? COLOUR.panel : '#D5DADC'}
                stroke={payment.is_claimed ? ink : COLOUR.grey}
                strokeDasharray={isOut ? '3 2' : undefined}
              />
              {room < LABEL ? null : (
                <text
                  className={payment.is_claimed ? '' : 'amount'}
                  x={x + width / 2}
                  y={y - 5}
                  textAnchor="middle"
                  fontWeight={payment.is_claimed ? 600 : 400}
                  fill={payment.is_claimed ? ink : COLOUR.ink2}
                >
                  {showYuan(payment.amount_fen)}
                </text>
              )}
              {payment.kind === 'settled' || width < WORD ? null : (
                <text
                  x={x + width / 2}
                  y={base - height / 2 + 4}
                  textAnchor="middle"
                  fontSize="12"
                  fill={COLOUR.ink2}
                  lang="zh-CN"
                >
                  {payment.state_text.slice(0, 2)}
                </text>
              )}
            </g>
          );
        });
      })}
    </g>
  );
}
