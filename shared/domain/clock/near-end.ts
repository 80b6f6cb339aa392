/**
 * Working days before a last day from which 工作台 tells of duties that run over weeks or months (tasks of the ledger, items of
 * the catalogue) [convention]: early enough to write a paper and have it reviewed.
 */
export const nearEndWorkdays = 10;
