import type { organisationOperations } from "../../../shared/contract/organisation.ts";
import { updateOrganisation } from "../../../db/writers/people.ts";
import { instantOf } from "../ports/ports.ts";
import * as accounts from "../services/accounts.ts";
import * as care from "../services/store-care.ts";
import { write } from "../services/work.ts";
import { answer } from "../services/answer.ts";
import type { HandlersOf } from "./handler.ts";

type SignedIn = Omit<typeof organisationOperations, "completeSetup">;

export const organisationHandlers: HandlersOf<SignedIn> = {
  readOrganisation: async (work) => answer(work.profile),
  updateOrganisation: async (work, input) => {
    await write(work, async (tx, audit) => {
      await updateOrganisation(tx, { profile: input.profile, at: instantOf(work.ports) });
      audit({ act: "organisation.updated", subjectKind: "organisation", subjectId: "1" });
    });
    work.slots.setOrganisationName(input.profile.organName);
    work.changed("organisation");
    return answer(null);
  },
  listAccounts: accounts.listAccounts,
  createAccount: accounts.createAccount,
  grantRoles: accounts.grantRoles,
  setAccountState: accounts.setAccountState,
  unlockAccount: accounts.unlockAccount,
  resetPassphrase: accounts.resetPassphrase,
  listPeople: accounts.listPeople,
  readSettings: async (work) => answer(work.settings),
  updateSettings: async (work, input) => {
    await write(work, async (tx, audit) => {
      await updateOrganisation(tx, { settings: input, at: instantOf(work.ports) });
      audit({
        act: "settings.updated",
        subjectKind: "organisation",
        subjectId: "1",
        detail: { before: work.settings, after: input },
      });
    });
    work.changed("organisation");
    return answer(null);
  },
  listAudit: care.listAudit,
  verifyAudit: care.verifyAudit,
  backUpStore: care.backUpStore,
  checkStore: care.checkStore,
};
