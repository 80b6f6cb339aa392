import { expect, it } from "vitest";

import { readLedgerFilter, wholeLedger, writeLedgerFilter, type LedgerFilter } from "./ledger-filter.ts";

it.each<LedgerFilter>([
  wholeLedger,
  { show: "late", unit: "市住房城乡建设局、市司法局&state=done", taskId: undefined },
  { ...wholeLedger, taskId: "01900000-0000-7000-8000-000000000000" },
])("a filter survives the address: %j", (filter) => {
  expect(readLedgerFilter(writeLedgerFilter(filter))).toEqual(filter);
});

it("ignores what an address invents", () => {
  const other = new URLSearchParams("task=6f1e2d3c-0000-4000-8000-000000000000");
  expect(readLedgerFilter(other)).toEqual(wholeLedger);
  expect(readLedgerFilter(new URLSearchParams("state=constructor&unit=%20&evil=1&task=../1"))).toEqual(
    wholeLedger,
  );
});
