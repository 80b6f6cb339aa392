import { Button, Modal, Progress } from "antd";
import { useEffect } from "react";
import { Link } from "react-router";

import { ReadingProgress } from "../../components/file-drop/reading-progress.tsx";
import type { FileForPerson } from "../../../shared/contract/primitives.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { saveFile } from "../../components/paper/save-file.ts";
import { wordError } from "../../core-client/error-wording.ts";
import { addresses } from "../../shell/addresses.ts";
import { groupedNumber } from "../../wording/numbers.ts";
import { countOutcomes, failedTable, remainingWords, type ImportOutcome } from "./import-run.ts";
import { useImportStore } from "./import-store.ts";
import { LeakProcedure } from "./leak-procedure.tsx";

function OutcomeLine({ outcome, onOpen }: { readonly outcome: ImportOutcome; readonly onOpen: () => void }) {
  if (outcome.kind === "secret") return null;
  if (outcome.kind === "failed") {
    const words = wordError(outcome.error);
    return (
      <li>
        <span className="text-soon">
          <Icon name="warning" size={14} label="没有入库" />
        </span>
        <span>
          {outcome.fileName}：{words.what}。{words.next}
        </span>
      </li>
    );
  }
  return (
    <li>
      <span className="text-done">
        <Icon name="check" size={14} label="已入库" />
      </span>
      <span>
        <Link to={addresses.item(outcome.itemId)} onClick={onOpen}>
          {outcome.fileName}
        </Link>
        {outcome.notes.length > 0 ? <span className="ink-2 text-13"> {outcome.notes.join("；")}</span> : null}
      </span>
    </li>
  );
}

/** The button that ends the dialog. */
const endId = "import-end";

/** Whoever brings thousands of files reads those that failed; the others are in the list. */
const storedShown = 50;

function failedFile(text: string): FileForPerson {
  return {
    fileName: "没有入库的文件.tsv",
    mediaType: "text/tab-separated-values;charset=utf-8",
    // With the mark of its coding, so that a spreadsheet reads Chinese words.
    bytes: new TextEncoder().encode(`\uFEFF${text}`),
  };
}

/** The import as it goes: counts, what was refused and why, and that it may be left or stopped. */
export function ImportDialog() {
  const { run, open, stop, close } = useImportStore();
  const counts = countOutcomes(run);
  const running = run.state === "running";
  const percent = run.total === 0 ? 0 : Math.round((run.outcomes.length / run.total) * 100);
  const failed = run.outcomes.filter((outcome) => outcome.kind === "failed");
  const stored = run.outcomes.filter((outcome) => outcome.kind === "stored");
  const shownStored = stored.slice(-storedShown);
  const marks = run.outcomes.flatMap((one) => (one.kind === "secret" && one.mark ? [one.mark] : []));
  const title = running
    ? `正在检查 ${groupedNumber(run.total)} 个文件`
    : run.state === "stopped"
      ? "导入已停止，已入库的都保留"
      : "导入完成";
  // One file is opened next; of many the list is read.
  const onlyFile = run.total === 1 && stored.length === 1;
  useEffect(() => {
    if (!open || running) return;
    const end = document.getElementById(endId);
    const link = end?.closest("[role=dialog]")?.querySelector<HTMLElement>(".import-dialog__list a");
    (onlyFile ? (link ?? end) : end)?.focus();
  }, [open, running, onlyFile]);
  return (
    <Modal
      title={title}
      open={open}
      onCancel={close}
      footer={
        running ? (
          <Button onClick={stop}>停止，保留已入库的</Button>
        ) : (
          <Button type="primary" id={endId} onClick={close}>
            知道了
          </Button>
        )
      }
      width={640}
    >
      <div className="import-dialog">
        <p className="import-dialog__count ink-2 text-13">
          <span>
            {[`${groupedNumber(run.outcomes.length)} / ${groupedNumber(run.total)}`, remainingWords(run)]
              .filter(Boolean)
              .join("，")}
            {running ? "；可以离开本页，导入会继续" : ""}
          </span>
          <span>{percent}%</span>
        </p>
        <Progress
          percent={percent}
          showInfo={false}
          size="small"
          strokeLinecap="butt"
          aria-label="导入进度"
        />
        <ReadingProgress />
        {counts.secret > 0 ? (
          <LeakProcedure count={counts.secret} mark={[...new Set(marks)].join("、")} />
        ) : null}
        <div role="status">
          <ul className="import-dialog__sums" aria-label="结果">
            <li>
              <span className="text-done">
                <Icon name="check" size={14} />
              </span>{" "}
              {groupedNumber(counts.stored)} 个已入库
            </li>
            {counts.secret > 0 ? (
              <li>
                <span className="text-law">
                  <Icon name="cross" size={14} />
                </span>{" "}
                {groupedNumber(counts.secret)} 个有密级标志，已拒收，没有留存
              </li>
            ) : null}
            {counts.failed > 0 ? (
              <li>
                <span className="text-soon">
                  <Icon name="warning" size={14} />
                </span>{" "}
                {groupedNumber(counts.failed)} 个没有入库
                <Button size="small" onClick={() => saveFile(failedFile(failedTable(run, wordError)))}>
                  导出名单
                </Button>
              </li>
            ) : null}
          </ul>
        </div>
        <ul className="import-dialog__list" aria-label="逐个文件">
          {[...failed, ...shownStored].map((outcome, index) => (
            <OutcomeLine key={index} outcome={outcome} onOpen={close} />
          ))}
        </ul>
        {stored.length > shownStored.length ? (
          <p className="text-12 ink-2">已入库的只列最近 {storedShown} 个，全部在“公开信息”里。</p>
        ) : null}
      </div>
    </Modal>
  );
}
