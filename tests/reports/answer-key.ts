/** What the synthetic year comes to, worked out by hand: see the story of each person in `synthetic-year.ts`. */
export const ANSWER_KEY = {
  equation: {
    owed_before_fen: 30_000, // p10: 50,000 − 20,000 of December 2021
    assessed_fen: 184_000, // p1 60 + p2 40 + p4 20 + p3 30 + p7 10 + p12 7 + p11 8 and 9, in thousands
    offset_fen: 5_000, // p3
    repaid_fen: 130_000, // p10 10 + p1 60 + p2 20 + p4 25 + p12 7 + p11 8; p7 was reversed
    written_off_fen: 25_000, // p3
    refunded_fen: 5_000, // p4
    owed_fen: 59_000, // p10 20 + p2 20 + p7 10 + p11 9
  },
  headline: {
    found: { people: 10, times: 11, amount_fen: 206_600 }, // all but p10; p11 twice; p5 was cleared and claims nothing any more
    substantiated: { people: 7, times: 8, amount_fen: 184_000 },
    unfounded: { people: 1, times: 1, amount_fen: null },
    unverifiable: { people: 1, times: 1, amount_fen: null },
    notified: { people: 7, times: 8, amount_fen: null },
    served: { people: 7, times: 8, amount_fen: null },
    // p10, p1, p2 (twice), p4, p3 (offset), p12, p11; not p7, whose receipt was reversed
    recovered: { people: 7, times: 8, amount_fen: 130_000 },
    written_off: { people: 1, times: 1, amount_fen: 25_000 },
    refunded: { people: 1, times: 1, amount_fen: 5_000 },
    owed: { people: 4, times: 4, amount_fen: 59_000 },
    refund_due: { people: 0, times: 0, amount_fen: 0 },
  },
  /** Named: p1, p2, x9, p3, p4 by the batches; everybody else, and p4 again, by the office; p12 by a report. */
  by_source: {
    'handed-down': {
      named_people: 5,
      people: 4,
      cases: 3,
      assessed_fen: 130_000,
      recovered_people: 3,
      recovered_in_period_fen: 85_000,
      owed_fen: 20_000,
    },
    'self-found': {
      named_people: 10,
      people: 7,
      cases: 8,
      assessed_fen: 97_000,
      recovered_people: 3,
      recovered_in_period_fen: 38_000,
      owed_fen: 39_000,
    },
    reported: {
      named_people: 1,
      people: 1,
      cases: 1,
      assessed_fen: 7_000,
      recovered_people: 1,
      recovered_in_period_fen: 7_000,
      owed_fen: 0,
    },
  },
  by_batch: {
    第1批: {
      items: 3,
      named_people: 3,
      verified: 2,
      substantiated: 1,
      unfounded: 1,
      recovered_in_period_fen: 80_000,
    },
    第2批: {
      items: 3,
      named_people: 3,
      verified: 1,
      substantiated: 1,
      unfounded: 0,
      recovered_in_period_fen: 5_000,
    },
  },
  recovered_by_month: {
    202201: 10_000,
    202202: 8_000,
    202203: 60_000,
    202204: 10_000,
    202205: 10_000,
    202206: 4_000,
    202207: 1_000, // 5,000 offset less the reversal of 4,000
    202208: 25_000,
    202209: -5_000,
    202210: 0,
    202211: 7_000,
    202212: 0,
  },
  by_age: { 尚未审批: 0, '30天以内': 9_000, '31—90天': 0, '91—180天': 0, '180天以上': 50_000 },
  instalments: { planned_fen: 20_000, covered_fen: 0, overdue_fen: 10_000, not_due_fen: 10_000 },
  by_township: { 弥阳街道: 20_000, 新哨镇: 10_000, 竹园镇: 29_000 },
  people: 11,
} as const;
