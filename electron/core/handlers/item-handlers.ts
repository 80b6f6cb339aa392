import type { itemOperations } from "../../../shared/contract/items.ts";
import * as pictures from "../services/items/attachment-pictures.ts";
import { adoptTreatments, answerDraftFindings } from "../services/items/answer-findings.ts";
import { countAdoptable, readEqualFindings, readFindingsOfFile } from "../services/items/file-findings.ts";
import { freezeRevision } from "../services/items/freeze-revision.ts";
import * as read from "../services/items/read-items.ts";
import * as change from "../services/items/write-items.ts";
import { foretellSignature } from "../services/items/release-attachments.ts";
import { screenAttachmentAgain } from "../services/items/screen-attachment-again.ts";
import { takeUpAgain } from "../services/items/take-up-again.ts";
import { answer } from "../services/answer.ts";
import type { HandlersOf } from "./handler.ts";

export const itemHandlers: HandlersOf<typeof itemOperations> = {
  listItems: read.listItems,
  itemFacets: read.itemFacets,
  createItem: change.createItem,
  importFile: change.importFile,
  cancelReading: async (work, { workId }) => answer({ cancelled: work.watched.cancel(workId) }),
  openItem: read.openItem,
  readFindingsOfFile,
  readEqualFindings,
  saveDraft: change.saveDraft,
  addAttachment: change.addAttachment,
  screenAttachmentAgain,
  takeUpAgain,
  removeAttachment: change.removeAttachment,
  readAttachment: read.readAttachment,
  readAttachmentText: read.readAttachmentText,
  foretellSignature,
  readAttachmentPictures: pictures.readAttachmentPictures,
  readPicture: pictures.readPicture,
  treatPicture: pictures.treatPicture,
  answerDraftFindings,
  countAdoptable,
  adoptTreatments,
  freezeRevision,
  readRevision: read.readRevisionView,
  compareRevisions: read.compareRevisions,
};
