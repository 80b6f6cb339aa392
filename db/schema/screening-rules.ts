export interface ScreeningRuleSetTable {
  version: number;
  /** JSON of the rules and of the delivered rules that are off. */
  body: string;
  body_digest: string;
  reason: string;
  account_id: string;
  person_id: string;
  put_at: string;
}
