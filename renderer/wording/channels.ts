import type { ChannelListProblem } from "../../shared/domain/item/channel-list.ts";

const words: Readonly<Record<ChannelListProblem, string>> = {
  "too-many": "渠道太多，最多 60 个",
  "none-in-use": "没有一个渠道在用",
  "name-missing": "有渠道没有名称",
  "name-too-long": "名称太长，最多 40 字",
  "name-twice": "两个渠道同名，分不清",
  "id-twice": "同一个渠道出现两次",
  "left-out": "渠道只能停用，不能删去",
  "kind-changed": "渠道的种类不能改，请停用后另增一个",
  "default-retired": "停用的渠道不能默认勾选",
  marked: "名称或者理由带有密级标志",
};

/** Why a list of channels was not taken, naming the channel. */
export function channelListWords(problem: string | undefined, name: string | undefined): string {
  const said = words[problem as ChannelListProblem] ?? "名单不能用";
  return name ? `${said}：“${name}”` : said;
}
