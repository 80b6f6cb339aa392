export * from "./fee-counters.ts";
export * from "./fee-options.ts";
export * from "./tariffs.ts";
