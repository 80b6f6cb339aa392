import { detectClassificationMark } from "../../../../shared/domain/screening/secret-mark.ts";
import type { ColumnTreatment, ListPresetId } from "../../../../shared/domain/desensitise/list-presets.ts";
import { answer, refuse } from "../answer.ts";
import { maxFileBytes, refuseFile, refuseMarked } from "../items/write-items.ts";
import type { Work } from "../work.ts";

/** Nothing of the list is stored: what comes in goes back to the person, and only a refused secrecy mark is recorded. */
export async function desensitiseList(
  work: Work,
  input: {
    fileName: string;
    bytes: Uint8Array;
    preset: ListPresetId;
    treatments: Readonly<Record<string, ColumnTreatment>>;
  },
) {
  if (input.bytes.length > maxFileBytes) return refuse("file-too-large");
  const nameMark = detectClassificationMark(input.fileName);
  if (nameMark) return refuseMarked(work, input.bytes.length, nameMark.markType);
  const file = await work.desk.readFile(input.bytes, input.fileName);
  if (!file.ok) return await refuseFile(work, file, input.bytes.length);
  const made = await work.desk.desensitiseFile(input.bytes, input.fileName, input.preset, input.treatments);
  if (made.ok) {
    const { bytes, fileName, mediaType, sheets, checks } = made.value;
    return answer({ file: { bytes, fileName, mediaType }, sheets, checks });
  }
  if (made.error.type === "no-list") return refuse("no-list-found");
  if (made.error.type === "not-clean")
    return refuse("list-not-clean", { facts: { reasons: [...made.error.details] } });
  return refuse("unreadable-file", { facts: { reason: made.error.message } });
}
