import type { OutboxState } from "../../shared/domain/publication/outbox-state.ts";
import type { PublicationRow } from "../../shared/contract/publications.ts";
import { itemStates, type ItemState } from "../../shared/domain/item/item-kinds.ts";
import type { IconName } from "../components/icon/icon.tsx";
import type { TagKind } from "../components/tag/tag.tsx";

export interface StateWords {
  readonly label: string;
  readonly kind: TagKind;
  readonly icon?: IconName | null;
}

const itemKindsOfTag: Readonly<Record<ItemState, Omit<StateWords, "label">>> = {
  drafting: { kind: "plain" },
  underReview: { kind: "stage" },
  returned: { kind: "soon", icon: "back" },
  approved: { kind: "done" },
  published: { kind: "done" },
  withdrawn: { kind: "law" },
  withheld: { kind: "plain", icon: "lock" },
};

const shortItemStates: Readonly<Record<ItemState, string>> = {
  ...itemStates,
  drafting: "草稿",
  approved: "待发布",
};

/** The tag of an item: its stage while it is under review, its state otherwise (11-components). */
export function itemStateWords(state: ItemState, stageLabel?: string): StateWords {
  const label = state === "underReview" && stageLabel ? stageLabel : shortItemStates[state];
  return { label, ...itemKindsOfTag[state] };
}

export const publicationStates: Readonly<Record<PublicationRow["state"], StateWords>> = {
  inForce: { label: "公开中", kind: "done" },
  ending: { label: "即将到期", kind: "soon", icon: "clock" },
  ended: { label: "已到期", kind: "law", icon: "clock" },
  withdrawn: { label: "已撤下", kind: "law" },
};

export const outboxStates: Readonly<Record<OutboxState, string>> = {
  sealed: "已封好，等待送出",
  announced: "中心已知，等待送出",
  uploading: "正在送出，断处续传",
  sent: "已送出，等回执",
  accepted: "中心已收",
  conflict: "中心已有更新的版本",
  rejected: "中心退回",
  "needs-user": "要人处理",
};
