import { z } from "zod";

import { businessRoles } from "../domain/access/roles.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

/** 《口头申请代填记录》 to be read back and signed by the applicant (条例29①). */
export const exportTranscript = operation("applications.exportTranscript", {
  input: z.object({ applicationId: p.id }),
  output: returns<p.FileForPerson>(),
  errors: ["unknown-application", "not-oral"],
  callers: businessRoles,
});

export const oralApplicationOperations = { exportTranscript };
