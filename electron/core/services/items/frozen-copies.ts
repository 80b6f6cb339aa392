import { z } from "zod";

import type { LeavingPicture } from "../work.ts";
import type { WorkingCopy } from "./draft-state.ts";
import type { ReleaseAttachment } from "./release-attachments.ts";

const copiedPicture = z.object({
  digest: z.string(),
  decision: z.enum(["keep", "mask", "drop"]).optional(),
  regions: z
    .array(z.object({ x: z.number(), y: z.number(), width: z.number(), height: z.number() }))
    .default([]),
  personName: z.string().optional(),
  at: z.string().optional(),
  leaves: z.string().optional(),
});

/** What the body of a revision says of a clean copy: where it came from, and what became of its pictures. */
const frozenCopy = z.object({
  digest: z.string(),
  losses: z.array(z.string()),
  stays: z.array(z.string()).default([]),
  /** Digest of the file as it was attached. */
  source: z.string().optional(),
  pictures: z.array(copiedPicture).default([]),
});
export type FrozenCopy = z.output<typeof frozenCopy>;

/** The clean copies of a revision; those made before there were any, or before pictures were decided about, say less. */
export function frozenCopies(body: unknown): readonly FrozenCopy[] {
  return z.object({ copies: z.array(frozenCopy).default([]) }).parse(body).copies;
}

/** The clean copies as the body of a revision keeps them, with what was decided about their pictures. */
export function frozenFrom(
  copies: readonly Pick<ReleaseAttachment, "digest" | "losses" | "stays" | "source" | "pictures">[],
  decided: WorkingCopy["pictures"],
): readonly FrozenCopy[] {
  return copies.map(({ digest, losses, stays, source, pictures }) => ({
    digest,
    losses: [...losses],
    stays: [...stays],
    source,
    pictures: pictures.map((picture) => {
      const given = picture.decision && decided.find((one) => one.digest === picture.digest);
      return {
        ...picture,
        regions: (given?.regions ?? []).map((region) => ({ ...region })),
        ...(given ? { personName: given.personName, at: given.decidedAt } : {}),
      };
    }),
  }));
}

/** What the proof of a copy expects of its pictures; nothing where nobody wrote that down. */
export function leavingPictures(body: unknown, copyDigest: string): readonly LeavingPicture[] {
  const copy = frozenCopies(body).find(({ digest }) => digest === copyDigest);
  return (copy?.pictures ?? []).flatMap(({ leaves, decision, regions }) =>
    leaves ? [{ leaves, ...(decision ? { treatment: { regions } } : {}) }] : [],
  );
}
