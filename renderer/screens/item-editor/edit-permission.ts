import type { ItemView } from "../../../shared/contract/items.ts";
import type { NoticeKind } from "../../components/notice/notice.tsx";

export interface EditPermission {
  /** The person may type now. */
  readonly editable: boolean;
  /** The person may begin to change it, after being told what that ends. */
  readonly mayBegin: boolean;
  readonly notice?: { readonly kind: NoticeKind; readonly title: string; readonly text: string };
}

/** What a change would end, for the states in which it ends something. */
const endings = {
  underReview: {
    title: "正在审查",
    text: "内容、附件、渠道、对象或者时限一改，进行中的审查即失效，须重新送审。",
  },
  approved: { title: "已经批准，等待发布", text: "一改内容，原结论即失效，须重新送审。" },
  published: { title: "已经公开", text: "改动成为新的一稿，重新送审、批准后才会更新公开的内容。" },
  withheld: { title: "结论为不予公开", text: "一改内容，须重新送审。" },
} as const;

/**
 * Whether the text may be changed. A change ends a running or used review (V3), so whoever begins one must have said
 * so (`begun`); the core holds the same.
 */
export function editPermission(item: ItemView, begun: boolean): EditPermission {
  if (!item.mayEdit)
    return {
      editable: false,
      mayBegin: false,
      notice: {
        kind: "plain",
        title: `这件由${item.drafterName}承办`,
        text: "只有承办人能改稿。您可以看全文、发现和版本。",
      },
    };
  switch (item.state) {
    case "drafting":
      return { editable: true, mayBegin: false };
    case "returned":
      return {
        editable: true,
        mayBegin: false,
        notice: {
          kind: "soon",
          title: "已退回，请改好后重新送审",
          text: item.returnedReasons.join("；") || "退回时没有另写原因，请看流转记录。",
        },
      };
    case "withdrawn":
      return {
        editable: false,
        mayBegin: false,
        notice: {
          kind: "law",
          title: "已撤下",
          text: "撤下的事项不能再改；需要重新公开请另建事项，重新送审。",
        },
      };
    case "underReview":
    case "approved":
    case "published":
    case "withheld": {
      const { title, text } = endings[item.state];
      return {
        editable: begun,
        mayBegin: !begun,
        notice: { kind: begun ? "soon" : "act", title: begun ? `${title}，正在改稿` : title, text },
      };
    }
    default:
      return { editable: false, mayBegin: false };
  }
}

/** Why the findings of a text that is only shown are not answered here. */
export function findingsRestBecause(item: Pick<ItemView, "mayEdit" | "state">): string {
  if (!item.mayEdit) return "由承办人处理。";
  if (item.state === "underReview") return "审查中的稿件，由审查环节处理发现。";
  return item.state === "withdrawn" ? "撤下的稿件不再处理。" : "要改对发现的处理，先点“改稿”。";
}
