export interface AnnualReportTable {
  year: number;
  seq: number;
  /** JSON, texts by part. */
  texts: string;
  /** JSON, cells of table 1 without their prefix. */
  table_one: string;
  /** JSON, disputes. */
  disputes: string;
  saved_by: string;
  saved_at: string;
}
