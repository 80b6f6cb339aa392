import { describe, expect, it } from "vitest";

import { accessRoles } from "../../shared/domain/access/roles.ts";
import { contract } from "../../shared/contract/index.ts";
import type { AnyOperation } from "../../shared/contract/operation.ts";
import { entryForAddress, navigation, navigationFor } from "./navigation.ts";

/** What each view asks first: whoever sees the entry must be allowed to ask it. */
const firstQuestion: Readonly<Record<string, AnyOperation>> = {
  home: contract.readHome,
  items: contract.listItems,
  reviews: contract.reviewQueue,
  applications: contract.listApplications,
  publications: contract.listPublications,
  ledgerAndCatalogue: contract.listCatalogue,
  aggregation: contract.readCombinations,
  training: contract.startTraining,
  desensitise: contract.desensitiseList,
  annualReport: contract.readAnnualReport,
  templates: contract.listTemplates,
  screeningRules: contract.readScreeningRules,
  sync: contract.listPackages,
};

describe("the sidebar", () => {
  it.each(navigation.filter((entry) => firstQuestion[entry.id]))(
    "shows $label to nobody whom the core would refuse",
    (entry) => {
      const callers = firstQuestion[entry.id]?.callers ?? [];
      const may = accessRoles.filter(
        (role) => callers === "signedIn" || callers === "anyone" || callers.includes(role),
      );
      const sees = accessRoles.filter((role) => navigationFor([role]).includes(entry));
      expect(may).toEqual(expect.arrayContaining(sees));
    },
  );

  it("keeps business content from the three administrators (review.md §8)", () => {
    for (const role of ["systemAdmin", "securityAdmin", "auditAdmin"] as const) {
      const ids = navigationFor([role]).map((entry) => entry.id);
      for (const id of ["items", "reviews", "applications", "publications"]) expect(ids).not.toContain(id);
    }
  });

  it.each([
    ["/", "home"],
    ["/items", "items"],
    ["/items/0190", "items"],
    ["/letters/0190", "applications"],
    ["/reviews/0190/release", "reviews"],
    ["/ledger", "ledgerAndCatalogue"],
    ["/itemsx", undefined],
  ])("%s belongs to %s", (path, id) => {
    expect(entryForAddress(path)?.id).toBe(id);
  });
});
