import type { LetterView } from "../../../shared/contract/applications.ts";
import type { LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { letterFormats } from "../../components/paper/letter-page.tsx";
import { useLetterStore } from "./letter-store.ts";

/** The tools above the page of a letter, what its marks mean, and which page is seen. */
export function PaperTools({
  view,
  format,
  page,
  pages,
  folded,
  onFold,
  onFind,
  onComment,
}: {
  readonly view: LetterView;
  readonly format: LetterModel["format"];
  readonly page: number;
  readonly pages: number;
  /** The left column is folded away. */
  readonly folded: boolean;
  readonly onFold: () => void;
  readonly onFind: () => void;
  readonly onComment: () => void;
}) {
  const past = useLetterStore((state) => state.past.length);
  const undo = useLetterStore((state) => state.undo);
  return (
    <div className="paper-bar paper-screen-only">
      <button
        type="button"
        className="paper-bar__tool"
        aria-label="撤销"
        title="撤销（Ctrl Z）"
        disabled={!view.mayEdit || past === 0}
        onClick={() => undo()}
      >
        <Icon name="back" size={15} />
      </button>
      <button
        type="button"
        className="paper-bar__tool"
        title="查找和替换（Ctrl H）"
        disabled={!view.mayEdit}
        onClick={onFind}
      >
        <Icon name="search" size={15} /> 查找和替换
      </button>
      <button
        type="button"
        className="paper-bar__tool"
        title="对选中的文字写批注（Ctrl Alt M）"
        // The selection of the page is what the comment is about: the press must not take it away.
        onMouseDown={(event) => event.preventDefault()}
        onClick={onComment}
      >
        <Icon name="comment" size={15} /> 批注
      </button>
      <button
        type="button"
        className="paper-bar__tool"
        aria-pressed={folded}
        title="收起、展开左栏（Ctrl \）"
        onClick={onFold}
      >
        <Icon name="columns" size={15} /> 左栏
      </button>
      <span className="letter-paper__legend">
        <span className="letter-paper__swatch">案件字段</span>
        <span className="letter-paper__swatch is-missing">待填</span>
        <span>
          <Icon name="lock" size={12} /> 法定语句
        </span>
        <span className="ink-3">|</span>
        <span>
          {letterFormats[format]}，第 {page} 页，共 {pages} 页
        </span>
      </span>
    </div>
  );
}
