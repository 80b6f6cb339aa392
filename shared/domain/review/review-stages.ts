/** Stages of the pre-publication confidentiality review (domain/review.md §1; 保密法35, 保密法实施条例42). */
export const reviewStages = {
  selfCheck: { label: "自审", role: "drafter", limitWorkdays: 1 },
  unitHeadReview: { label: "部门审核", role: "unitHead", limitWorkdays: 1 },
  confidentialityCheck: { label: "专门审查", role: "confidentialityReviewer", limitWorkdays: 3 },
  officeCheck: { label: "公开机构审核", role: "disclosureOffice", limitWorkdays: 1 },
  leaderApproval: { label: "审批", role: "leader", limitWorkdays: 1 },
} as const;
export type ReviewStage = keyof typeof reviewStages;

/**
 * The order the stages run in. A department may leave out 公开机构审核 and 部门审核; 自审, 专门审查 and 审批 can never be
 * removed (review.md §1).
 */
export function stagePath(options: {
  readonly officeCheck: boolean;
  readonly unitHead?: boolean;
}): readonly ReviewStage[] {
  return [
    "selfCheck",
    ...(options.unitHead === false ? [] : ["unitHeadReview" as const]),
    "confidentialityCheck",
    ...(options.officeCheck ? ["officeCheck" as const] : []),
    "leaderApproval",
  ];
}

/** Where an item under review stands: on a stage, or with another organ that was asked. */
export type ItemStage = ReviewStage | "referred";
export const itemStages: Readonly<Record<ItemStage, string>> = {
  selfCheck: reviewStages.selfCheck.label,
  unitHeadReview: reviewStages.unitHeadReview.label,
  confidentialityCheck: reviewStages.confidentialityCheck.label,
  officeCheck: reviewStages.officeCheck.label,
  leaderApproval: reviewStages.leaderApproval.label,
  referred: "报请确定",
};

/** Conclusions of domain/review.md §6. `releases` says whether the revision may go out on this conclusion. */
export const reviewConclusions = {
  disclose: { label: "同意公开", releases: true },
  discloseRedacted: { label: "删减（脱敏）后公开", releases: true },
  disclosePartial: { label: "部分公开", releases: true },
  discloseTargeted: { label: "定向公开", releases: true },
  onApplicationOnly: { label: "依申请公开", releases: false },
  withhold: { label: "不予公开", releases: false },
  defer: { label: "暂缓公开", releases: false },
  referred: { label: "报请确定", releases: false },
  returned: { label: "退回补充", releases: false },
} as const;
export type ReviewConclusion = keyof typeof reviewConclusions;

export type ReviewState = "open" | "referred" | "returned" | "approved" | "concluded" | "stale" | "used";

export const reviewStates: Readonly<Record<ReviewState, string>> = {
  open: "审查中",
  referred: "报请确定中",
  returned: "已退回",
  approved: "已批准",
  concluded: "已作结论（不发布）",
  stale: "已失效（稿件有改动）",
  used: "已用于发布",
};

/** What was answered to a finding: keys 1, 2, 3 of the review screen (ui.md). */
export const findingAnswers = {
  mask: "属实，须遮盖",
  keep: "属实，可公开（注明依据）",
  dismiss: "误报（注明理由）",
} as const;
export type FindingAnswer = keyof typeof findingAnswers;

export type ChecklistAnswer = "no" | "yes" | "na" | "unsure";
export const checklistAnswers: Readonly<Record<ChecklistAnswer, string>> = {
  no: "未发现",
  yes: "有，已处理",
  na: "不涉及",
  unsure: "不能确定",
};
