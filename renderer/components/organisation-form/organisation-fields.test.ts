import { describe, expect, it } from "vitest";

import { organisationProfile } from "../../../shared/contract/organisation.ts";
import {
  emptyProfile,
  missingProfileFields,
  profileFieldNames,
  profileGroups,
  profileProblem,
} from "./organisation-fields.ts";

const filled = {
  ...emptyProfile,
  organName: "云州市住房和城乡建设局",
  organAbbreviation: "云州市住建局",
  organShort: "云建",
  creditCode: "11000000000000000X",
  contactOffice: "政务公开办公室",
  address: "云州市城区瑞安路1号",
  phone: "0000-0000000",
  workingHours: "工作日9:00—17:30",
  reconsiderationOrgan: "云州市人民政府",
};

describe("the organisation's profile", () => {
  it("has the fields of the contract, each in one group", () => {
    expect([...profileFieldNames].sort()).toEqual(Object.keys(organisationProfile.shape).sort());
    expect(profileGroups.flatMap((group) => group.names).sort()).toEqual([...profileFieldNames].sort());
  });

  it("asks for exactly what the contract asks for", () => {
    expect(organisationProfile.safeParse(filled).success).toBe(true);
    expect(missingProfileFields(filled)).toEqual([]);
    for (const name of profileFieldNames) {
      const without = { ...filled, [name]: "" };
      expect(missingProfileFields(without).length === 0).toBe(organisationProfile.safeParse(without).success);
    }
  });

  it("takes one to six Chinese characters for 机关代字", () => {
    expect(profileProblem("organShort", "YJ")).toBeDefined();
    expect(profileProblem("organShort", "云建公开办公")).toBeUndefined();
    expect(profileProblem("organShort", "云建公开办公室")).toBeDefined();
  });
});
