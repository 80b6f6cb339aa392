export * from "./fee-counters.ts";
export * from "./fee-options.ts";
export * from "./tariffs.ts";
export * from "./fee-notice.ts";
