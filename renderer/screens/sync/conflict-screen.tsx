import { Button, Radio } from "antd";
import { useState } from "react";
import { useNavigate, useParams } from "react-router";

import type { ConflictView } from "../../../shared/contract/sync.ts";
import { mergeChoices, type MergeChoice } from "../../../shared/domain/item/merge-documents.ts";
import { openFiles } from "../../../shared/domain/item/merge-files.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import { Notice } from "../../components/notice/notice.tsx";
import { DocumentView } from "../../components/paper/document-view.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { aboutFile } from "./about-file.ts";
import { ConflictFields, type FieldChoices } from "./conflict-fields.tsx";
import { ConflictFiles } from "./conflict-files.tsx";
import "../../components/paper/paper.css";
import "./conflict.css";

const choiceWords: Readonly<Record<MergeChoice, string>> = {
  mine: "用本机的",
  theirs: "用中心的",
  both: "两段都留",
};

function part(document: StructuredDocument, positions: readonly number[]): StructuredDocument {
  return { ...document, content: positions.flatMap((position) => document.content[position] ?? []) };
}

/** One side of one place; an empty side says so, so that nothing looks lost. */
function Side({
  document,
  positions,
  chosen,
}: {
  readonly document: StructuredDocument;
  readonly positions: readonly number[];
  readonly chosen: boolean;
}) {
  return (
    <div className={`conflict-side ${chosen ? "conflict-side--chosen" : ""}`}>
      {positions.length > 0 ? (
        <DocumentView document={part(document, positions)} />
      ) : (
        <p className="ink-3 text-13">这里没有内容</p>
      )}
    </div>
  );
}

/** The segments with the number of each place that differs, counted from 0. */
function numbered(segments: ConflictView["segments"]) {
  const places: ConflictView["segments"] = segments.filter((segment) => segment.kind === "differs");
  return segments.map((segment) => ({ segment, place: places.indexOf(segment) }));
}

/** The places of a conflict in order; those that differ ask for a choice. */
function Places({
  view,
  choices,
  onChoose,
}: {
  readonly view: ConflictView;
  readonly choices: ReadonlyMap<number, MergeChoice>;
  readonly onChoose: (place: number, choice: MergeChoice) => void;
}) {
  return (
    <ol className="conflict-places">
      {numbered(view.segments).map(({ segment, place }, index) => {
        if (segment.kind === "same")
          return (
            <li key={index} className="conflict-place conflict-place--same">
              <Side document={view.mine.document} positions={segment.mine} chosen={false} />
              <Side document={view.theirs.document} positions={segment.theirs} chosen={false} />
            </li>
          );
        const choice = choices.get(place);
        return (
          <li key={index} className="conflict-place conflict-place--differs">
            <Side
              document={view.mine.document}
              positions={segment.mine}
              chosen={choice === "mine" || choice === "both"}
            />
            <Side
              document={view.theirs.document}
              positions={segment.theirs}
              chosen={choice === "theirs" || choice === "both"}
            />
            <Radio.Group
              className="conflict-choice"
              aria-label={`第 ${place + 1} 处怎样合并`}
              value={choice}
              disabled={!view.mayMerge}
              onChange={(event) => onChoose(place, event.target.value as MergeChoice)}
              options={mergeChoices.map((value) => ({ value, label: choiceWords[value] }))}
            />
          </li>
        );
      })}
    </ol>
  );
}

function remark(view: ConflictView): string {
  const places = view.segments.filter((segment) => segment.kind === "differs").length;
  const files = openFiles(view.files);
  return [
    places === 0 ? "两份正文相同" : `正文 ${places} 处不同`,
    ...(view.fields.length > 0 ? [`登记信息 ${view.fields.length} 项不同`] : []),
    ...(files > 0 ? [`附件 ${files} 处不同`] : []),
  ].join("，");
}

/** 合并两份稿件: the own release and the center's version side by side, both whole; a choice for each place. */
export function ConflictScreen() {
  const { packageId = "" } = useParams();
  const navigate = useNavigate();
  const { value: view, error, reload } = useView("sync.conflict", { packageId }, []);
  const [choices, setChoices] = useState<ReadonlyMap<number, MergeChoice>>(new Map());
  const [files, setFiles] = useState<ReadonlyMap<number, MergeChoice>>(new Map());
  const [fields, setFields] = useState<FieldChoices>({});
  const [problem, setProblem] = useState<CallError>();
  const [busy, setBusy] = useState(false);
  const places = view?.segments.filter((segment) => segment.kind === "differs").length ?? 0;
  const left = places - choices.size + (view?.fields.filter(({ field }) => !fields[field]).length ?? 0);
  const nothingOpen = places + (view?.fields.length ?? 0) === 0;
  const merge = async () => {
    if (!view) return;
    setBusy(true);
    const answer = await call("sync.mergeConflict", {
      packageId,
      theirDigest: view.theirs.digest,
      choices: Array.from({ length: places }, (_, place) => choices.get(place) ?? "mine"),
      files: Array.from({ length: openFiles(view.files) }, (_, place) => files.get(place) ?? "both"),
      fields,
    });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("已合并成新的一稿，请看过以后送审");
    void navigate(addresses.item(answer.value.itemId));
  };
  const chooseAll = (choice: "mine" | "theirs") => {
    setChoices(new Map(Array.from({ length: places }, (_, place) => [place, choice])));
    setFields(Object.fromEntries((view?.fields ?? []).map(({ field }) => [field, choice])));
  };
  return (
    <div className="view">
      <header className="view__head">
        <h1>合并两份稿件</h1>
        {view ? <span className="view__remark">{remark(view)}</span> : null}
      </header>
      <div className="view__body conflict" data-pane="conflict">
        {error ? <ErrorPanel error={error} about="两份稿件没有取出来" onRetry={() => void reload()} /> : null}
        {!view && !error ? <LoadingRows rows={10} label="正在取出两份稿件" /> : null}
        {view ? (
          <>
            <Notice kind={view.theirs.withdrawn ? "law" : "plain"}>
              {view.theirs.withdrawn
                ? "中心的现行稿是撤下。合并以后再发布，等于重新公开，须重新送审。"
                : "本机发布时，中心已有另一台工作站先发布的一稿。两份都完整保存，没有覆盖。逐处选定以后成为新的一稿，须重新送审。"}
              {view.theirs.asInReceipt ? "" : "中心的稿件在回执以后又换过，这里是现行的一稿。"}
              {view.draftChanged ? "本机的草稿在发布以后又改过，合并以后由这里选定的文字代替。" : ""}
            </Notice>
            <div className="conflict-heads">
              <h2>本机发布的一稿（第 {view.mine.revNo} 稿）</h2>
              <h2>中心现行的一稿（第 {view.theirs.revNo} 稿）</h2>
            </div>
            <div className="conflict-scroll">
              <ConflictFields
                rows={view.fields}
                chosen={fields}
                disabled={!view.mayMerge}
                onChoose={(field, side) => setFields({ ...fields, [field]: side })}
              />
              <ConflictFiles
                view={view}
                choices={files}
                onChoose={(place, choice) => setFiles(new Map(files).set(place, choice))}
              />
              <h3 className="conflict-part">正文</h3>
              <Places
                view={view}
                choices={choices}
                onChoose={(place, choice) => setChoices(new Map(choices).set(place, choice))}
              />
            </div>
            {problem ? <ErrorPanel error={problem} about={aboutFile(problem, "没有合并")} /> : null}
            <footer className="conflict-foot">
              <Button disabled={nothingOpen} onClick={() => chooseAll("mine")}>
                文字都用本机的
              </Button>
              <Button disabled={nothingOpen} onClick={() => chooseAll("theirs")}>
                文字都用中心的
              </Button>
              <span className="ink-2 text-13" role="status">
                {left > 0 ? `还有 ${left} 处没有选` : "都已选定"}
              </span>
              <Button
                type="primary"
                loading={busy}
                disabled={left > 0 || !view.mayMerge}
                onClick={() => void merge()}
              >
                合并成新的一稿
              </Button>
            </footer>
          </>
        ) : null}
      </div>
    </div>
  );
}
