import { Button } from "antd";
import { useNavigate } from "react-router";
import type { LetterView } from "../../../shared/contract/applications.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { Tag } from "../../components/tag/tag.tsx";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { clockTime } from "../../wording/dates.ts";
import { useLetterStore } from "./letter-store.ts";
import { letterStates } from "./letter-states.ts";
import type { LetterDialog } from "./open-dialog.tsx";

function Saved() {
  const save = useLetterStore((state) => state.save);
  const savedAt = useLetterStore((state) => state.savedAt);
  if (save === "failed")
    return (
      <span className="letter-bar__saved text-law" role="status">
        <Icon name="warning" size={14} /> 没有存上
      </span>
    );
  if (save !== "saved")
    return (
      <span className="letter-bar__saved ink-2" role="status">
        <Icon name="clock" size={14} /> 正在保存
      </span>
    );
  return (
    <span className="letter-bar__saved text-done" role="status">
      <Icon name="check" size={14} /> 已保存{savedAt ? `，${clockTime(savedAt)}` : ""}
    </span>
  );
}

/** The head of a letter: whose it is, where it stands, and what can be done with it. */
export function LetterBar({
  view,
  submitReason,
  onSubmit,
  onExport,
  onEnvelopes,
  onDialog,
}: {
  readonly view: LetterView;
  readonly submitReason: string | undefined;
  readonly onSubmit: () => void;
  readonly onExport: (format: "docx" | "pdf") => void;
  readonly onEnvelopes: (which: "this" | "waiting") => void;
  readonly onDialog: (dialog: LetterDialog) => void;
}) {
  const navigate = useNavigate();
  const session = useSession();
  const busy = useLetterStore((state) => state.busy);
  const staff = hasRole(session, ["drafter", "disclosureOffice"]);
  const state = letterStates[view.state];
  const drafting = view.state === "drafting" || view.state === "returned";
  return (
    <header className="letter-bar paper-screen-only" data-pane="bar">
      <button
        type="button"
        className="review-queue__tool"
        aria-label="回到案件"
        onClick={() => void navigate(addresses.application(view.applicationId))}
      >
        <Icon name="chevronLeft" />
      </button>
      <h1>{view.templateName}</h1>
      <span className="letter-bar__who">
        {view.applicantName}，{view.applicationNo}
      </span>
      {view.revisions[0] && <Tag>第{view.revisions[0].revNo}稿</Tag>}
      <Tag kind={state.kind}>{view.docNumber && view.state !== "void" ? view.docNumber : state.text}</Tag>
      {view.mayEdit && <Saved />}
      <span className="letter-bar__tools">
        <Button onClick={() => window.print()} title="打印（Ctrl P）">
          <Icon name="print" /> 打印
        </Button>
        <Button onClick={() => onExport("docx")} disabled={busy} title="导出 docx（Ctrl Shift E）">
          <Icon name="download" /> 导出 docx
        </Button>
        <Button onClick={() => onExport("pdf")} disabled={busy} title="导出 PDF（Ctrl Shift P）">
          导出 PDF
        </Button>
        {view.joinedInto !== undefined && (
          <Button onClick={() => void navigate(addresses.letter(view.joinedInto ?? ""))}>看一并答复</Button>
        )}
        {drafting && !view.joinedInto && (
          <Button
            type="primary"
            disabled={submitReason !== undefined || busy}
            title={submitReason}
            onClick={onSubmit}
          >
            <Icon name="send" size={14} /> 送审 <ButtonKey command="letter.submit" />
          </Button>
        )}
        {view.state === "underReview" && view.reviewId !== undefined && (
          <Button onClick={() => void navigate(addresses.review(view.reviewId ?? ""))}>看审查</Button>
        )}
        {view.state === "approved" && staff && !view.joinedInto && (
          <Button type="primary" disabled={busy} onClick={() => onDialog({ kind: "sign" })}>
            签发
          </Button>
        )}
        {view.state === "signed" && staff && !view.joinedInto && (
          <>
            <Button onClick={() => onEnvelopes("this")} disabled={busy}>
              信封
            </Button>
            <Button
              onClick={() => onEnvelopes("waiting")}
              disabled={busy}
              title="所有已签发、还没有登记送达的文书，一个文件"
            >
              全部待寄信封
            </Button>
            {hasRole(session, ["disclosureOffice"]) && (
              <Button danger onClick={() => onDialog({ kind: "void" })}>
                作废文号
              </Button>
            )}
            <Button type="primary" onClick={() => onDialog({ kind: "serve" })}>
              登记送达
            </Button>
          </>
        )}
      </span>
    </header>
  );
}
