/**
 * The relief paragraphs (救济途径告知) as data. `{{docKind}}`, `{{reconsiderationOrgan}}`, `{{courtName}}`,
 * `{{onlineReconsiderationChannel}}` and `{{honorific}}` are filled from the letter and the organisation profile.
 *
 * Sources: 复议法 Art. 20 (60 days), 22② (online channel), 23①(四) and ② (reconsideration first, and the duty to
 * say so); 行诉法 Art. 44–46 (15 days, six months); 条例 Art. 51.
 */
export const reliefBlocks = {
  "relief-dual": {
    name: "可以复议或者诉讼",
    text: "如对本{{docKind}}不服，可以自收到本{{docKind}}之日起60日内向{{reconsiderationOrgan}}申请行政复议，或者自收到本{{docKind}}之日起6个月内依法向{{courtName}}提起行政诉讼。",
    articles: ["条例51", "复议法20①", "行诉法44", "行诉法46①"],
  },
  "relief-reconsideration-first": {
    name: "复议前置",
    text: "如对本{{docKind}}不服，根据《中华人民共和国行政复议法》第二十三条第一款第（四）项的规定，应当自收到本{{docKind}}之日起60日内先向{{reconsiderationOrgan}}申请行政复议；对行政复议决定不服的，可以再自收到行政复议决定书之日起15日内依法向人民法院提起行政诉讼。",
    articles: ["复议法23①(四)", "复议法23②", "行诉法45"],
  },
  "relief-partial": {
    name: "不予公开部分复议前置，其他内容可以复议或者诉讼",
    text: "如对本{{docKind}}中不予公开的内容不服，应当自收到之日起60日内先向{{reconsiderationOrgan}}申请行政复议，对行政复议决定不服的，可以再依法向人民法院提起行政诉讼；如对其他内容不服，可以自收到之日起60日内向{{reconsiderationOrgan}}申请行政复议，或者自收到之日起6个月内依法向{{courtName}}提起行政诉讼。",
    articles: ["复议法23①(四)", "复议法23②", "行诉法44", "行诉法46①"],
  },
  "relief-third-party": {
    name: "第三方的救济途径",
    text: "贵方如认为本决定侵犯其合法权益，可以自收到本告知书之日起60日内向{{reconsiderationOrgan}}申请行政复议，或者自收到之日起6个月内依法向{{courtName}}提起行政诉讼。",
    articles: ["条例51", "复议法20①", "行诉法46①"],
  },
  "relief-none": { name: "不告知救济途径", text: "", articles: ["复议指导意见3"] },
} as const satisfies Record<string, { name: string; text: string; articles: readonly string[] }>;

export type ReliefBlockId = keyof typeof reliefBlocks;

/** Which relief block the document carries; those named otherwise need facts of the case, or the answers within. */
export type ReliefRule = ReliefBlockId | "by-grounds" | "by-answers" | "as-original";

export function isReliefBlockId(value: unknown): value is ReliefBlockId {
  return typeof value === "string" && Object.hasOwn(reliefBlocks, value);
}

/** Added when the letter is served through an internet channel (复议法22②). */
export const reliefOnlineAddendum = {
  id: "relief-online-addendum",
  name: "网上行政复议渠道",
  text: "{{honorific}}也可以通过{{onlineReconsiderationChannel}}提交行政复议申请。",
  articles: ["复议法22②"],
} as const;
