import type { AttachmentView } from "../../../shared/contract/items.ts";

/**
 * What a clean copy does not keep of its file, and what a file that goes out as it is brings along: of the copy under
 * review, and in the same words of the one that a draft would get.
 */
export function CopyWords({
  losses = [],
  stays = [],
  foretold = false,
}: Pick<AttachmentView, "losses" | "stays"> & { readonly foretold?: boolean }) {
  return (
    <>
      {losses.length > 0 ? (
        <p className="text-soon">
          {foretold ? "送审以后公开的是净化副本" : "这是净化副本，公开的就是它"}
          ：遮盖内容和隐藏数据已经去除，不再保留
          {losses.join("、")}。
        </p>
      ) : null}
      {stays.length > 0 ? (
        <p className="text-soon">文件照原样公开，随同公开的还有：{stays.join("；")}。</p>
      ) : null}
    </>
  );
}
