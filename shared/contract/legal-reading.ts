import { z } from "zod";

import {
  legalOpinions,
  type LegalOpinion,
  type LegalReadingReason,
} from "../domain/letters/legal-reading.ts";
import type { Instant } from "../kernel/calendar-day.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

export interface LegalReadingView {
  /** Why the letter is read; empty where it need not be. */
  readonly asked: readonly LegalReadingReason[];
  /** The digest that is read: the newest submitted content, unchanged since. */
  readonly digest?: string;
  readonly opinions: readonly {
    readonly opinion: LegalOpinion;
    readonly text: string;
    readonly personName: string;
    readonly at: Instant;
    /** On an earlier content of the letter. */
    readonly stale: boolean;
  }[];
  /** The newest opinion on exactly this content agrees. */
  readonly done: boolean;
  readonly mayRead: boolean;
}

/** Whether a letter waits for its legal reader, and what was said. */
export const readLegalReading = operation("letters.legalReading", {
  input: z.object({ letterId: p.id }),
  output: returns<LegalReadingView>(),
  errors: ["unknown-letter"],
  callers: ["disclosureOffice", "drafter", "unitHead", "confidentialityReviewer", "leader"],
});

/** 法制审核: the opinion on exactly this content of the letter. */
export const giveLegalOpinion = operation("letters.legalOpinion", {
  input: z.object({
    letterId: p.id,
    digest: p.digest,
    opinion: z.enum(Object.keys(legalOpinions) as [LegalOpinion]),
    text: p.requiredText,
  }),
  output: returns<LegalReadingView>(),
  errors: ["unknown-letter", "not-allowed", "own-item", "already-signed", "stale", "secret-mark"],
  callers: ["disclosureOffice", "unitHead"],
});

export const legalReadingOperations = { readLegalReading, giveLegalOpinion };
