import {
  reviewConclusions,
  type ReviewConclusion,
  type ReviewStage,
  type ReviewState,
} from "./review-stages.ts";

/**
 * The review machine: one table of what may happen to a review (domain/review.md §1, §6; invariants V1–V4).
 * Services change a review only through `advance`; the screen asks `allowedConclusions` and `decisionBlockers`.
 */
export interface ReviewPosition {
  readonly state: ReviewState;
  readonly stagePath: readonly ReviewStage[];
  readonly currentStage?: ReviewStage;
}

export type ReviewEventKind =
  | "agree"
  | "return"
  | "refer"
  /** The organ that was asked has answered, or the question was taken back: 专门审查 begins again. */
  | "resume"
  /** The organ has determined a state secret: there is nothing left to decide. */
  | "determine"
  | "change"
  | "release";

export interface DecisionFacts {
  readonly kind: ReviewEventKind;
  readonly conclusion?: ReviewConclusion;
}

export type AdvanceError =
  | { readonly type: "review-closed"; readonly state: ReviewState }
  | { readonly type: "conclusion-missing" }
  | { readonly type: "conclusion-not-allowed"; readonly conclusion: ReviewConclusion }
  | { readonly type: "stage-cannot-refer" }
  | { readonly type: "not-approved" };

type Row = Partial<Record<ReviewEventKind, true>>;

/** state → events it knows. What is not here is refused. */
export const transitions: Readonly<Record<ReviewState, Row>> = {
  open: { agree: true, return: true, refer: true, change: true },
  referred: { resume: true, determine: true, change: true },
  approved: { change: true, release: true },
  returned: {},
  concluded: {},
  stale: {},
  used: {},
};

/** Stages whose decision carries a conclusion of review.md §6. */
const concludingStages: ReadonlySet<ReviewStage> = new Set(["confidentialityCheck", "leaderApproval"]);
/** Stages that may ask the competent organ or the secrecy administration (条例17; 保密法实施条例25). */
const referringStages: ReadonlySet<ReviewStage> = new Set([
  "confidentialityCheck",
  "officeCheck",
  "leaderApproval",
]);

/** Whether the decision of the stage carries a conclusion (review.md §6). */
export function stageConcludes(stage: ReviewStage): boolean {
  return concludingStages.has(stage);
}

/** Whether the stage may put the question to another organ (条例17; 保密法实施条例25). */
export function stageMayRefer(stage: ReviewStage): boolean {
  return referringStages.has(stage);
}

/** Conclusions a stage may agree with; `masked` and `targeted` describe the revision and must match the conclusion. */
export function allowedConclusions(
  stage: ReviewStage,
  revision: { readonly masked: boolean; readonly targeted: boolean },
): readonly ReviewConclusion[] {
  if (!concludingStages.has(stage)) return [];
  const releasing: ReviewConclusion[] = revision.targeted
    ? ["discloseTargeted"]
    : revision.masked
      ? ["discloseRedacted", "disclosePartial"]
      : ["disclose", "disclosePartial"];
  return [...releasing, "onApplicationOnly", "withhold", "defer"];
}

/**
 * What the review becomes. An agreement of the last stage approves when its conclusion releases, and otherwise
 * concludes without a release. Any change of the item makes a running or approved review stale (SD-03).
 */
export function advance(
  position: ReviewPosition,
  event: DecisionFacts,
):
  | {
      readonly ok: true;
      readonly value: { readonly state: ReviewState; readonly currentStage?: ReviewStage };
    }
  | { readonly ok: false; readonly error: AdvanceError } {
  const refuse = (error: AdvanceError) => ({ ok: false, error }) as const;
  const become = (state: ReviewState, currentStage?: ReviewStage) =>
    ({ ok: true, value: currentStage ? { state, currentStage } : { state } }) as const;

  if (!transitions[position.state][event.kind]) {
    return event.kind === "release"
      ? refuse({ type: "not-approved" })
      : refuse({ type: "review-closed", state: position.state });
  }
  if (event.kind === "change") return become("stale");
  if (event.kind === "release") return become("used");
  if (event.kind === "return") return become("returned");
  // 报请确定 leads back to 专门审查, whichever stage asked (review.md §1): what it decided before no longer stands.
  if (event.kind === "resume") return become("open", "confidentialityCheck");
  if (event.kind === "determine") return become("concluded");

  const stage = position.currentStage;
  if (!stage) return refuse({ type: "review-closed", state: position.state });
  if (event.kind === "refer") {
    return referringStages.has(stage) ? become("referred") : refuse({ type: "stage-cannot-refer" });
  }
  if (concludingStages.has(stage)) {
    if (!event.conclusion) return refuse({ type: "conclusion-missing" });
    if (event.conclusion === "returned" || event.conclusion === "referred") {
      return refuse({ type: "conclusion-not-allowed", conclusion: event.conclusion });
    }
  }
  const index = position.stagePath.indexOf(stage);
  const next = position.stagePath[index + 1];
  if (next) return become("open", next);
  const releases = event.conclusion !== undefined && reviewConclusions[event.conclusion].releases;
  return become(releases ? "approved" : "concluded");
}

/** Stages that a change after `doneStage` makes void: everything from the confidentiality check on (SD-03). */
export function invalidatedStages(path: readonly ReviewStage[]): readonly ReviewStage[] {
  return path.filter((stage) => stage !== "selfCheck" && stage !== "unitHeadReview");
}
