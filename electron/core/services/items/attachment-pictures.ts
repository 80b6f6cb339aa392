import { markDraftChanged, updateItemCaches } from "../../../../db/writers/items.ts";
import { deleteDraftPicture, putDraftPicture } from "../../../../db/writers/draft-pictures.ts";
import type { AttachmentPictures, PictureTreatmentView } from "../../../../shared/contract/items.ts";
import {
  treatmentFault,
  type PictureDecision,
  type PictureRegion,
  type PictureTreatment,
} from "../../../../shared/domain/item/picture-treatment.ts";
import type { Instant } from "../../../../shared/kernel/calendar-day.ts";
import { answer, refuse } from "../answer.ts";
import { instantOf } from "../../ports/ports.ts";
import { write, type WithheldValue, type Work } from "../work.ts";
import { findAttached } from "./attached-file.ts";
import { readAllFound, readWorkingCopy } from "./draft-state.ts";
import type { FrozenCopy } from "./frozen-copies.ts";
import { withheldValues } from "./release-attachments.ts";
import { editable } from "./write-items.ts";

/** A file as it was attached, with what was decided about its pictures: of a draft, or of a revision under review. */
interface Source {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly withheld: readonly WithheldValue[];
  readonly treatments: readonly (PictureTreatment & {
    readonly personName?: string | undefined;
    readonly at?: string | undefined;
  })[];
  /** Of a revision: the pictures of its copy. */
  readonly copied?: FrozenCopy["pictures"];
}

async function readSource(
  work: Work,
  input: { readonly itemId: string; readonly attachmentId: string },
): Promise<Source | "unknown-item" | "unknown-attachment" | "attachment-damaged"> {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return "unknown-item";
  const file = await findAttached(work.db, state, input.attachmentId);
  if (!file) return "unknown-attachment";
  const found = await readAllFound(work.db, state);
  const withheld = withheldValues(found.findings, found.answers);
  const bytes = await work.blobs.get(file.source);
  if (!bytes) return "attachment-damaged";
  const { fileName } = file;
  if (!file.frozen) {
    const treatments = state.pictures.map(({ decidedAt: at, ...one }) => ({ ...one, at }));
    return { bytes, fileName, withheld, treatments };
  }
  const copied = file.frozen.pictures;
  const treatments = copied.flatMap(({ decision, ...one }) => (decision ? [{ ...one, decision }] : []));
  return { bytes, fileName, withheld, treatments, copied };
}

const treatmentView = (
  treatment: Source["treatments"][number] | undefined,
): PictureTreatmentView | undefined =>
  treatment && {
    decision: treatment.decision,
    regions: treatment.regions,
    personName: treatment.personName ?? "",
    ...(treatment.at ? { at: treatment.at as Instant } : {}),
  };

/** The pictures of an attached file, each with what was decided about it. */
export async function readAttachmentPictures(work: Work, input: { itemId: string; attachmentId: string }) {
  const source = await readSource(work, input);
  if (typeof source === "string") return refuse(source);
  const listed = await work.desk.listPictures(source.bytes, source.fileName, source.withheld);
  if (!listed.ok) return refuse("unreadable-file", { facts: { reason: listed.message } });
  return answer<AttachmentPictures>({
    undecidedStayOut: listed.undecidedStayOut,
    pictures: listed.pictures.map((picture) => {
      const treatment = treatmentView(source.treatments.find(({ digest }) => digest === picture.digest));
      const copied = source.copied?.find(({ digest }) => digest === picture.digest);
      return {
        ...picture,
        ...(treatment ? { treatment } : {}),
        ...(source.copied ? { inCopy: copied?.leaves !== undefined } : {}),
      };
    }),
  });
}

/** One picture drawn anew from its pixels: whole, or with the regions of its decision burnt in as it would leave. */
export async function readPicture(
  work: Work,
  input: { itemId: string; attachmentId: string; digest: string; masked: boolean },
) {
  const source = await readSource(work, input);
  if (typeof source === "string") return refuse(source);
  const decided = source.treatments.find(({ digest }) => digest === input.digest);
  const regions = input.masked && decided?.decision === "mask" ? decided.regions : [];
  const decision: PictureDecision = regions.length > 0 ? "mask" : "keep";
  const made = await work.desk.treatPicture(source.bytes, source.fileName, {
    digest: input.digest,
    decision,
    regions,
  });
  if (!made.ok) return refuse(made.reason === "unknown-picture" ? "unknown-picture" : "picture-unusable");
  return answer({
    bytes: made.bytes,
    mediaType: `image/${made.format}`,
    width: made.width,
    height: made.height,
  });
}

/** Decides about a picture of a file of the draft, or takes the decision back. Equal pictures of all its files share it. */
export async function treatPicture(
  work: Work,
  input: {
    itemId: string;
    attachmentId: string;
    digest: string;
    decision: PictureDecision | null;
    regions: readonly PictureRegion[];
  },
) {
  const edit = await editable(work, input.itemId, false);
  if (!edit.ok) {
    if (edit.error.code === "already-published") return refuse("under-review");
    return edit as Exclude<typeof edit, { error: { code: "already-published" } }>;
  }
  const { itemId, digest, decision, regions } = input;
  const file = edit.state.attachments.find(({ attachmentId }) => attachmentId === input.attachmentId);
  if (!file) return refuse("unknown-attachment");
  const bytes = await work.blobs.get(file.digest);
  if (!bytes) return refuse("attachment-damaged");
  if (decision !== null) {
    const whole = { digest, decision: "keep", regions: [] } as const;
    const made = await work.desk.treatPicture(bytes, file.fileName, whole);
    if (!made.ok) return refuse(made.reason === "unknown-picture" ? "unknown-picture" : "picture-unusable");
    if (treatmentFault({ decision, regions }, made)) return refuse("regions-invalid");
  }
  const at = instantOf(work.ports);
  const { accountId, personId } = work.actor;
  const done = await write(work, async (tx, audit) => {
    const now = await readWorkingCopy(tx, itemId);
    if (!now?.attachments.some(({ attachmentId }) => attachmentId === input.attachmentId)) return false;
    if (decision === null) await deleteDraftPicture(tx, itemId, digest);
    else await putDraftPicture(tx, { itemId, digest, decision, regions, accountId, personId, at });
    await markDraftChanged(tx, itemId);
    await updateItemCaches(tx, itemId, { at });
    audit({
      act: "item.pictureTreated",
      subjectKind: "item",
      subjectId: itemId,
      detail: { digest, decision: decision ?? "none", regions: regions.length },
    });
    return true;
  });
  if (!done) return refuse("unknown-attachment");
  work.changed("items", `item:${itemId}`);
  return answer(null);
}
