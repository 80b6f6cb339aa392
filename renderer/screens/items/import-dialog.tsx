import { Button, Modal, Progress } from "antd";
import { Link } from "react-router";

import { ReadingProgress } from "../../components/file-drop/reading-progress.tsx";
import { Icon } from "../../components/icon/icon.tsx";
import { wordError } from "../../core-client/error-wording.ts";
import { addresses } from "../../shell/addresses.ts";
import { countOutcomes, type ImportOutcome } from "./import-run.ts";
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

/** The import as it goes: counts, what was refused and why, and that it may be left or stopped. */
export function ImportDialog() {
  const { run, open, stop, close } = useImportStore();
  const counts = countOutcomes(run);
  const running = run.state === "running";
  const marks = run.outcomes.flatMap((one) => (one.kind === "secret" && one.mark ? [one.mark] : []));
  const title = running
    ? `正在导入并检查 ${run.total} 个文件`
    : run.state === "stopped"
      ? "导入已停止，已入库的都保留"
      : "导入完成";
  return (
    <Modal title={title} open={open} onCancel={close} footer={null} width={640}>
      <div className="import-dialog">
        <p className="ink-2 text-13">
          {run.outcomes.length} / {run.total}
          {running ? "，可以离开本页，导入会继续" : ""}
        </p>
        <Progress
          percent={run.total === 0 ? 0 : Math.round((run.outcomes.length / run.total) * 100)}
          showInfo={false}
          size="small"
          strokeLinecap="butt"
          aria-label="导入进度"
        />
        <ReadingProgress />
        {counts.secret > 0 ? (
          <LeakProcedure count={counts.secret} mark={[...new Set(marks)].join("、")} />
        ) : null}
        <ul className="import-dialog__list">
          {run.outcomes.map((outcome, index) => (
            <OutcomeLine key={index} outcome={outcome} onOpen={close} />
          ))}
        </ul>
        <div>
          {running ? (
            <Button onClick={stop}>停止，保留已入库的</Button>
          ) : (
            <Button type="primary" onClick={close}>
              知道了
            </Button>
          )}
        </div>
      </div>
    </Modal>
  );
}
