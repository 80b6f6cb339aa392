/** How a reviewer answers a join; every answer carries its basis. */
export const joinAnswers = {
  accept: { label: "可以公开", effect: "两件并存，依据留在审查记录里" },
  coarsen: { label: "本件粗化后再审", effect: "退回承办人，把地点、数量或日期写得更粗" },
  withhold: { label: "本件不公开", effect: "不能作同意公开的结论" },
  refer: { label: "拿不准，报请确定", effect: "停在专门审查，等待答复" },
} as const;
export type JoinAnswer = keyof typeof joinAnswers;

/** How many joins still stand in the way, by what has to happen. */
export interface JoinStanding {
  readonly open: number;
  readonly toCoarsen: number;
  readonly toRefer: number;
  readonly toWithhold: number;
}

/**
 * How many joins of a review wait for an answer, and how many answers keep it from approval until something was done.
 */
export function joinStanding(answers: readonly (JoinAnswer | undefined)[]): JoinStanding {
  const count = (wanted: JoinAnswer | undefined): number =>
    answers.filter((answer) => answer === wanted).length;
  return {
    open: count(undefined),
    toCoarsen: count("coarsen"),
    toRefer: count("refer"),
    toWithhold: count("withhold"),
  };
}
