/** A credit on a statement of the recovery account, as read from the bank's file. */
export interface ReceivedLine {
  row: number;
  /** The bank's own number of the transaction, where its file has one. */
  serial: string | null;
  booked_on: string;
  amount_fen: number;
  payer: string;
  payer_account: string | null;
  remark: string;
}
