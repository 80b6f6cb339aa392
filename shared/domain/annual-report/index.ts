export * from "./annual-report.ts";
export * from "./applicant-kind.ts";
export * from "./identities.ts";
export * from "./outcome-rows.ts";
export * from "./report-comparison.ts";
export * from "./report-format.ts";
export * from "./report-input.ts";
export * from "./report-texts.ts";
