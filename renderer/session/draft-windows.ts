import { FindingWindows } from "../components/findings/finding-windows.ts";
import { call } from "../core-client/core-client.ts";

/** Reads the findings of the long lists of a draft, an item or a letter, by window. */
export const windowsOfDraft = (itemId: string): FindingWindows =>
  new FindingWindows({
    read: async (attachmentId, first, limit) => {
      const answer = await call("items.findings", { itemId, attachmentId, first, limit });
      return answer.ok ? answer.value : undefined;
    },
    equals: async (findingId) => {
      const answer = await call("items.equalFindings", { itemId, findingId });
      return answer.ok ? { others: answer.value.count - 1, places: answer.value.places } : undefined;
    },
    adoptable: async () => {
      const answer = await call("items.adoptable", { itemId });
      return answer.ok ? answer.value.count : undefined;
    },
  });
