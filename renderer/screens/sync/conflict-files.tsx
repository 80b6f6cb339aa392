import { Radio } from "antd";

import type { ConflictView } from "../../../shared/contract/sync.ts";
import type { MergeChoice } from "../../../shared/domain/item/merge-documents.ts";
import type { FileSegment, VersionFile } from "../../../shared/domain/item/merge-files.ts";
import { fileSize, shortDigest } from "../../wording/numbers.ts";

const ofBoth: readonly { readonly value: MergeChoice; readonly label: string }[] = [
  { value: "both", label: "两个都留" },
  { value: "mine", label: "只留本机的" },
  { value: "theirs", label: "只留中心的" },
];
/** A file that one side has: the other side's choice leaves it out. */
const ofOne = (other: "mine" | "theirs"): typeof ofBoth => [
  { value: "both", label: "留用" },
  { value: other, label: "不要" },
];

function choicesFor(segment: FileSegment): typeof ofBoth {
  if (segment.mine === undefined) return ofOne("mine");
  return segment.theirs === undefined ? ofOne("theirs") : ofBoth;
}

function FileSide({ file, kept }: { readonly file: VersionFile | undefined; readonly kept: boolean }) {
  return (
    <div className={`conflict-side ${file && kept ? "conflict-side--chosen" : ""}`}>
      {file ? (
        <>
          {file.name}
          <span className="conflict-file-facts">
            {fileSize(file.size)}，摘要 {shortDigest(file.digest)}
          </span>
        </>
      ) : (
        <span className="ink-3 text-13">没有这个附件</span>
      )}
    </div>
  );
}

/** The attachments of both versions beside each other. Everything stays until a person leaves something out. */
export function ConflictFiles({
  view,
  choices,
  onChoose,
}: {
  readonly view: ConflictView;
  readonly choices: ReadonlyMap<number, MergeChoice>;
  readonly onChoose: (place: number, choice: MergeChoice) => void;
}) {
  if (view.files.length === 0) return null;
  const open = view.files.filter((segment) => segment.kind === "differs");
  return (
    <section>
      <h3 className="conflict-part">
        附件
        <span className="ink-2 text-13">
          {open.length > 0 ? "不另选的都带进新稿，重新筛查；内容相同的只带一份" : "两份的附件相同"}
        </span>
      </h3>
      <ol className="conflict-places">
        {view.files.map((segment, index) => {
          const mine = segment.mine === undefined ? undefined : view.mine.files[segment.mine];
          const theirs = segment.theirs === undefined ? undefined : view.theirs.files[segment.theirs];
          if (segment.kind === "same")
            return (
              <li key={index} className="conflict-place conflict-place--same">
                <FileSide file={mine} kept={false} />
                <FileSide file={theirs} kept={false} />
              </li>
            );
          const place = open.indexOf(segment);
          const choice = choices.get(place) ?? "both";
          return (
            <li key={index} className="conflict-place conflict-place--differs">
              <FileSide file={mine} kept={choice !== "theirs"} />
              <FileSide file={theirs} kept={choice !== "mine"} />
              <Radio.Group
                className="conflict-choice"
                aria-label={`附件“${(mine ?? theirs)?.name ?? ""}”怎样合并`}
                value={choice}
                disabled={!view.mayMerge}
                onChange={(event) => onChoose(place, event.target.value as MergeChoice)}
                options={[...choicesFor(segment)]}
              />
            </li>
          );
        })}
      </ol>
    </section>
  );
}
