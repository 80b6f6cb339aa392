import type { LetterState } from "../../../shared/contract/applications.ts";
import type { TagKind } from "../../components/tag/tag.tsx";

/** What the state of a letter is called, and how its tag looks. */
export const letterStates: Readonly<Record<LetterState, { readonly text: string; readonly kind: TagKind }>> =
  {
    drafting: { text: "草稿", kind: "plain" },
    underReview: { text: "审查中", kind: "stage" },
    returned: { text: "已退回", kind: "soon" },
    approved: { text: "已同意，待签发", kind: "done" },
    signed: { text: "已签发，待送达", kind: "stage" },
    served: { text: "已送达", kind: "done" },
    void: { text: "已作废", kind: "law" },
  };
