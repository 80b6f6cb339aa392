/**
 * Words around which a clause is read that may be about somebody (`detectors/names/names-in-clauses.ts`). The automaton finds them with
 * all other words, so that none of them costs a search of its own.
 */
export const clauseAnchors = [
  "受理",
  "焦点",
  "您与",
  "您和",
  "您同",
  "你与",
  "你和",
  "的证言",
  "的证词",
  "的陈述",
  "的供述",
  "证明",
  "证实",
  "证称",
  "指认",
  "曾保管",
  "出庭",
  "隔壁的",
  "对门的",
  "楼下的",
  "楼上的",
  "经营者",
  "店主",
  "摊主",
  "业主",
  "老板",
  "告知",
  "送达",
  "出示",
  "宣读",
  "询问",
  "释明",
] as const;

export type ClauseAnchor = (typeof clauseAnchors)[number];
