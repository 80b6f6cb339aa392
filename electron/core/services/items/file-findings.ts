import {
  countTreatable,
  holdsMoreThan,
  readAnsweredEquals,
  readEquals,
  readFileFindings,
  readFileOutline,
  readFindingWindow,
  readFoundById,
} from "../../../../db/readers/draft-findings.ts";
import type { ReadDb } from "../../../../db/schema/tables.ts";
import type { FindingView } from "../../../../shared/contract/items.ts";
import type { FindingAnswer } from "../../../../shared/domain/review/review-stages.ts";
import { equalWords } from "../../../../shared/domain/screening/equal-words.ts";
import type { FindingType, Severity } from "../../../../shared/domain/screening/finding-types.ts";
import {
  openInList,
  parseFileFindingId,
  signOfKind,
  type ListKind,
  type LongList,
} from "../../../../shared/domain/screening/long-list.ts";
import { answer, refuse } from "../answer.ts";
import type { Work } from "../work.ts";
import { foundInFile, openIn, viewDraftFindings, type Found } from "./draft-findings.ts";
import { readWorkingCopy, type WorkingCopy } from "./draft-state.ts";

/** A file in which more was found goes to the screen as an outline and by window. */
export const mostSentWhole = 500;

const kindOf = (text: string): ListKind => {
  const [type, severity, given, fresh] = text.split(" ");
  return {
    type: type as FindingType,
    severity: severity as Severity,
    ...(given ? { answer: given as FindingAnswer } : {}),
    ...(fresh ? { fresh: true as const } : {}),
  };
};

/** A long list as its outline: of tens of thousands of findings no more than one sign each. A kind is written as the store does. */
export function longListOf(attachmentId: string, first: number, kinds: readonly string[]): LongList {
  const signs = new Map<string, string>();
  let order = "";
  for (const kind of kinds) {
    let sign = signs.get(kind);
    if (sign === undefined) signs.set(kind, (sign = signOfKind(signs.size)));
    order += sign;
  }
  return { attachmentId, first, kinds: [...signs.keys()].map(kindOf), order };
}

/** What equal words in files are answered with, for those of these findings that are open. */
async function answeredElsewhere(db: ReadDb, files: readonly string[], found: Found): Promise<Found> {
  const open = found.findings.filter(({ findingId }) => !found.answers[findingId]);
  const words = [...new Set(open.map(({ value }) => equalWords(value)))].filter(Boolean);
  return foundInFile(await readAnsweredEquals(db, files, words));
}

export interface FoundView {
  /** Of the text, and of every file in which not too much was found. */
  readonly findings: readonly FindingView[];
  readonly longLists: readonly LongList[];
  readonly open: number;
}

/** What was found in a draft as it is sent to the screen. */
export async function viewFound(
  db: ReadDb,
  copy: Pick<WorkingCopy, "attachments" | "text">,
): Promise<FoundView> {
  const whole = [copy.text];
  const longLists: LongList[] = [];
  for (const { attachmentId } of copy.attachments) {
    const outline = (await holdsMoreThan(db, attachmentId, mostSentWhole))
      ? await readFileOutline(db, attachmentId)
      : undefined;
    if (outline) longLists.push(longListOf(attachmentId, outline.first, outline.kinds));
    else whole.push(foundInFile(await readFileFindings(db, attachmentId)));
  }
  const found: Found = {
    findings: whole.flatMap(({ findings }) => findings),
    answers: Object.assign({}, ...whole.map(({ answers }) => answers)) as Found["answers"],
  };
  const inLong = longLists.map(({ attachmentId }) => attachmentId);
  return {
    findings: viewDraftFindings(found, await answeredElsewhere(db, inLong, found)),
    longLists,
    open: openIn(found) + longLists.reduce((sum, list) => sum + openInList(list), 0),
  };
}

/** A window of what was found in a file: what each is, where it stands and how it was answered. */
export async function readFindingsOfFile(
  work: Work,
  input: { itemId: string; attachmentId: string; first: number; limit: number },
) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const files = state.attachments.map(({ attachmentId }) => attachmentId);
  if (!files.includes(input.attachmentId)) return refuse("unknown-attachment");
  const rows = foundInFile(await readFindingWindow(work.db, input.attachmentId, input.first, input.limit));
  const inFiles = await answeredElsewhere(work.db, files, rows);
  return answer<readonly FindingView[]>(
    viewDraftFindings(rows, {
      findings: [...state.text.findings, ...inFiles.findings],
      answers: { ...state.text.answers, ...inFiles.answers },
    }),
  );
}

/** How many findings have the same type and words as one of a draft that holds long lists, and where: the screen has not all of them. */
export async function readEqualFindings(work: Work, input: { itemId: string; findingId: string }) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const files = state.attachments.map(({ attachmentId }) => attachmentId);
  const parsed = parseFileFindingId(input.findingId);
  const finding =
    state.text.findings.find(({ findingId }) => findingId === input.findingId) ??
    (parsed && files.includes(parsed.attachmentId)
      ? (await readFoundById(work.db, [parsed.id])).find(
          ({ attachmentId }) => attachmentId === parsed.attachmentId,
        )
      : undefined);
  if (!finding) return refuse("unknown-finding");
  const words = equalWords(finding.value);
  const inText = state.text.findings.filter(
    (other) => words !== "" && other.type === finding.type && equalWords(other.value) === words,
  );
  const inFiles = await readEquals(work.db, files, { type: finding.type, words });
  return answer({
    count: inText.length + inFiles.count,
    places: [...new Set([...inText.map(({ where }) => where), ...inFiles.places])].slice(0, 4),
  });
}

/** How many open findings of a draft with long lists have words that are answered somewhere in it: the screen has not all of them. */
export async function countAdoptable(work: Work, input: { itemId: string }) {
  const state = await readWorkingCopy(work.db, input.itemId);
  if (!state) return refuse("unknown-item");
  const { text } = state;
  const files = state.attachments.map(({ attachmentId }) => attachmentId);
  const offered = viewDraftFindings(text, await answeredElsewhere(work.db, files, text));
  const inText = text.findings.flatMap(({ findingId, type, value }) => {
    const given = text.answers[findingId];
    return given ? [{ type, words: equalWords(value), mask: given.answer === "mask" }] : [];
  });
  return answer({
    count: offered.filter(({ earlier }) => earlier).length + (await countTreatable(work.db, files, inText)),
  });
}
