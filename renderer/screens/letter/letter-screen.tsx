import { Button } from "antd";
import { useCallback, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { Link, useNavigate, useParams } from "react-router";

import type { LetterState, LetterView } from "../../../shared/contract/applications.ts";
import { isFieldName, type FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import type { LintRepair } from "../../../shared/domain/letters/linter.ts";
import { letterPassages } from "../../../shared/domain/letters/letter-comments.ts";
import { eachRun, type LetterModel, type StatutoryRun } from "../../../shared/domain/letters/letter-model.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey } from "../../components/key-hint/key-hint.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { PaneTabs } from "../../components/pane-tabs/pane-tabs.tsx";
import { blockElementId, letterFormats, LetterPage } from "../../components/paper/letter-page.tsx";
import { usePageInView } from "../../components/paper/use-page-in-view.ts";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { WayBack } from "../../components/states/way-back.tsx";
import { Tag, type TagKind } from "../../components/tag/tag.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { useView } from "../../core-client/use-view.ts";
import { useCommand } from "../../commands/use-command.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { hasRole, useSession } from "../../session/session-store.ts";
import { addresses } from "../../shell/addresses.ts";
import { useCoreChanges } from "../../shell/core-changes.ts";
import { clockTime } from "../../wording/dates.ts";
import { anchorFromPage, marksOfThreads, placeThreads } from "./comment-model.ts";
import { useCommentsStore } from "./comments-store.ts";
import { CommentsTab } from "./comments-tab.tsx";
import { marksOf, nextCheck, wrongBesides } from "./check-model.ts";
import { EnclosuresTab } from "./enclosures-tab.tsx";
import { fieldInputId } from "./field-editor.tsx";
import { newLetterAddress } from "./letter-addresses.ts";
import { ServiceDialog, SignDialog, UnlockDialog, VoidDialog } from "./letter-dialogs.tsx";
import { AnswerFiles, AnswersPanel, JoinedNotice } from "./joint-answer-panel.tsx";
import { answerOfClause, fieldRows, gapsToType } from "./letter-draft.ts";
import { FindReplaceDialog } from "./find-replace-dialog.tsx";
import { LetterLeft } from "./letter-left.tsx";
import { FieldsTab, VersionsTab, WhyThisOne, type PanelActions } from "./letter-panel.tsx";
import { useLetterStore } from "./letter-store.ts";
import "../../components/findings/findings.css";
import "../case/case.css";
import "../review/review.css";
import "./letter.css";

const states: Readonly<Record<LetterState, { readonly text: string; readonly kind: TagKind }>> = {
  drafting: { text: "草稿", kind: "plain" },
  underReview: { text: "审查中", kind: "stage" },
  returned: { text: "已退回", kind: "soon" },
  approved: { text: "已同意，待签发", kind: "done" },
  signed: { text: "已签发，待送达", kind: "stage" },
  served: { text: "已送达", kind: "done" },
  void: { text: "已作废", kind: "law" },
};

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

function focusField(name: string): void {
  const element = document.getElementById(fieldInputId(name));
  const target = element?.matches("input, textarea, select")
    ? element
    : (element?.querySelector<HTMLElement>("input, textarea, select") ?? element);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

type Dialog =
  | { readonly kind: "unlock"; readonly clauseId: string }
  | { readonly kind: "findReplace" }
  | { readonly kind: "sign" }
  | { readonly kind: "serve" }
  | { readonly kind: "void" };

function clauseOf(model: LetterModel, clauseId: string): StatutoryRun | undefined {
  for (const { run } of eachRun(model)) if (run.kind === "statutory" && run.clauseId === clauseId) return run;
  return undefined;
}

function LetterBar({
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
  readonly onDialog: (dialog: Dialog) => void;
}) {
  const navigate = useNavigate();
  const session = useSession();
  const busy = useLetterStore((state) => state.busy);
  const staff = hasRole(session, ["drafter", "disclosureOffice"]);
  const state = states[view.state];
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

function ApprovedFoot({ view }: { readonly view: LetterView }) {
  const { letterId } = view;
  const { value } = useView("letters.legalReading", { letterId }, [
    `letter:${letterId}`,
    `application:${view.applicationId}`,
  ]);
  const revision = `审查已同意第${view.revisions[0]?.revNo ?? 1}稿`;
  const unread = value !== undefined && value.asked.length > 0 && !value.done;
  const [failed, setFailed] = useState<CallError>();
  const reread = useLetterStore((state) => state.reread);
  const takeUp = async (): Promise<void> => {
    const taken = await call("items.takeUpAgain", { itemId: view.itemId });
    setFailed(taken.ok ? undefined : taken.error);
    await reread();
  };
  return (
    <footer className="letter-foot" aria-live="polite">
      {unread ? (
        <span className="text-soon">
          <Icon name="warning" size={14} /> {revision}，法制审核同意后才能签发。
        </span>
      ) : (
        <span className="text-done">
          <Icon name="check" size={14} /> {revision}，可以签发。
        </span>
      )}
      再改动就要重新送审。
      {view.approvedUnderOtherRules && view.mayEdit ? (
        <>
          {" "}
          审查以后筛查规则更新过，签发时按现行规则再查一遍。
          <button type="button" className="link-button" onClick={() => void takeUp()}>
            重新起草送审
          </button>
          {failed ? <ErrorPanel error={failed} about="没有转回起草" /> : null}
        </>
      ) : null}
    </footer>
  );
}

function LetterFoot({
  view,
  wrong,
  gaps,
  enclosures,
  onChecks,
  onGaps,
  onEnclosures,
}: {
  readonly view: LetterView;
  readonly wrong: number;
  readonly gaps: number;
  /** Findings in the attached files that nobody answered. */
  readonly enclosures: number;
  readonly onChecks: () => void;
  readonly onGaps: () => void;
  readonly onEnclosures: () => void;
}) {
  if (view.state === "underReview")
    return <footer className="letter-foot">正在审查，审查结束前不能改；要改请先退回。</footer>;
  if (view.state === "approved") return <ApprovedFoot view={view} />;
  if (!view.mayEdit && (view.state === "drafting" || view.state === "returned"))
    return <footer className="letter-foot">由{view.drafterName}写完送审。</footer>;
  if (view.state !== "drafting" && view.state !== "returned")
    return (
      <footer className="letter-foot">
        {view.docNumber ? `文号 ${view.docNumber}` : states[view.state].text}
        {view.service ? `，${view.service.clockDate} 送达` : ""}
      </footer>
    );
  if (wrong === 0 && gaps === 0 && enclosures === 0)
    return (
      <footer className="letter-foot" aria-live="polite">
        <span className="text-done">
          <Icon name="check" size={14} /> {view.joinedInto ? "写齐了，随一并答复送审" : "可以送审"}
        </span>
      </footer>
    );
  return (
    <footer className="letter-foot" aria-live="polite" data-pane="footer">
      <span className="text-soon">
        <Icon name="warning" size={14} />
      </span>
      <span>
        还不能送审：
        {wrong > 0 && (
          <button type="button" className="link-button" onClick={onChecks}>
            {wrong} 项检查
          </button>
        )}
        {wrong > 0 && gaps > 0 && "，"}
        {gaps > 0 && (
          <button type="button" className="link-button" onClick={onGaps}>
            {gaps} 个字段
          </button>
        )}
        {(wrong > 0 || gaps > 0) && enclosures > 0 && "，"}
        {enclosures > 0 && (
          <button type="button" className="link-button" onClick={onEnclosures}>
            附件 {enclosures} 处发现
          </button>
        )}
      </span>
    </footer>
  );
}

const wantedWidthPx = 700;

function OpenLetter({ view, model }: { readonly view: LetterView; readonly model: LetterModel }) {
  const navigate = useNavigate();
  const pane = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const [folded, setFolded] = useState(false);
  const [currentField, setCurrentField] = useState<FieldName>();
  const [check, setCheck] = useState<number>();
  const [dialog, setDialog] = useState<Dialog>();
  const [actError, setActError] = useState<{ readonly about: string; readonly error: CallError }>();
  const store = useLetterStore();
  // Keys go first: the page is drawn when the field has shown them.
  const shownModel = useDeferredValue(model);
  const width = usePaperWidth(pane, wantedWidthPx);
  const { page } = usePageInView(pane, width, pages);
  const marks = useMemo(() => marksOf(view.lint), [view.lint]);
  const gaps = gapsToType(fieldRows(view, model));
  const wrong = wrongBesides(
    view.lint,
    gaps.map((gap) => gap.use.name),
  );
  const submitReason = view.joinedInto
    ? "并入了一并答复，由那份文书送审"
    : !view.mayEdit
      ? view.state === "drafting" || view.state === "returned"
        ? `由${view.drafterName}送审`
        : "现在不能改这件文书"
      : wrong > 0 || gaps.length > 0
        ? [wrong > 0 ? `${wrong} 项检查不符` : "", gaps.length > 0 ? `${gaps.length} 个字段待填` : ""]
            .filter((part) => part !== "")
            .join("，")
        : undefined;

  const commentsView = useCommentsStore((state) => state.view);
  const currentComment = useCommentsStore((state) => state.current);
  const askComment = useCommentsStore((state) => state.ask);
  const showComment = useCommentsStore((state) => state.show);
  const passages = useMemo(() => letterPassages(shownModel), [shownModel]);
  const threads = useMemo(() => placeThreads(commentsView, passages), [commentsView, passages]);
  const commentMarks = useMemo(() => marksOfThreads(threads), [threads]);
  const openEnclosures = everyFinding(view).filter((finding) => !finding.answer).length;
  const openComments = threads.filter((thread) => !thread.settled).length;
  const commentedBlock = threads.find((thread) => thread.commentId === currentComment)?.blockId;

  const showTab = store.showTab;
  const openComment = useCallback(
    (commentId: string): void => {
      showComment(commentId);
      showTab("comments");
    },
    [showComment, showTab],
  );
  const startComment = (): void => {
    askComment(anchorFromPage(passages));
    showTab("comments");
  };
  const openField = useCallback(
    (name: FieldName): void => {
      setCurrentField(name);
      showTab("fields");
      // The panel may have to be drawn first.
      setTimeout(() => focusField(name), 0);
    },
    [showTab],
  );
  const openAnswer = useCallback(
    (id: string): boolean => {
      const answer = view.answers?.[(answerOfClause(id) ?? 0) - 1];
      if (answer) void navigate(addresses.letter(answer.letterId));
      return answer !== undefined;
    },
    [view.answers, navigate],
  );
  const openClause = useCallback(
    (clauseId: string): void => {
      if (!openAnswer(clauseId)) setDialog({ kind: "unlock", clauseId });
    },
    [openAnswer],
  );
  const goToBlock = (blockId: string): void => {
    document.getElementById(blockElementId(blockId))?.scrollIntoView({ block: "center" });
  };
  const goToCheck = (index: number): void => {
    const finding = view.lint[index];
    setCheck(index);
    store.showTab("fields");
    if (finding?.blockId !== undefined) goToBlock(finding.blockId);
    if (finding?.field !== undefined && finding.blockId === undefined) openField(finding.field);
  };
  const repair = (what: LintRepair): void => {
    if (what.kind === "fillField") openField(what.field);
    else if (what.kind === "setField")
      store.change((draft) => ({ ...draft, fields: { ...draft.fields, [what.field]: what.value } }));
    else if (what.kind === "restoreClause")
      store.change((draft) => {
        const { [what.clauseId]: _restored, ...unlocked } = draft.unlocked;
        return { ...draft, unlocked };
      });
    else if (what.kind === "openAnswer") void navigate(addresses.letter(what.letterId));
    else if (what.kind === "openDocument") void navigate(newLetterAddress(view.applicationId, what.letter));
    else void navigate(newLetterAddress(view.applicationId));
  };
  const run =
    (about: string, done: string, act: () => Promise<CallError | undefined>) => async (): Promise<void> => {
      setActError(undefined);
      const error = await act();
      if (error) setActError({ about, error });
      else if (done !== "") showToast(done);
    };
  const submit = run("没有送审", "已送审", store.submit);
  const exportAs = (format: "docx" | "pdf"): void => void run("没有导出", "", () => store.exportAs(format))();

  const moveCheck = (direction: 1 | -1) => (): void => {
    const next = nextCheck(view.lint.length, check, direction);
    if (next !== undefined) goToCheck(next);
  };
  const repairNow = (): void => {
    const finding = view.lint[check ?? 0];
    if (finding?.repair) repair(finding.repair);
  };
  useCommand("letter.nextCheck", moveCheck(1));
  useCommand("letter.previousCheck", moveCheck(-1));
  useCommand("letter.repair1", repairNow, { when: view.mayEdit });
  useCommand(
    "letter.unlock",
    () => {
      const focused = document.activeElement?.closest(".lt-block");
      const clauseId = focused?.querySelector(".lt-clause")?.getAttribute("data-clause") ?? undefined;
      if (clauseId !== undefined) setDialog({ kind: "unlock", clauseId });
    },
    { when: view.mayEdit },
  );
  useCommand("letter.chooser", () => store.showTab("choice"));
  useCommand("letter.save", () => void store.saveNow(), { when: view.mayEdit });
  useCommand("editor.undo", () => store.undo(), { when: view.mayEdit && store.past.length > 0 });
  useCommand("letter.findReplace", () => setDialog({ kind: "findReplace" }), { when: view.mayEdit });
  useCommand("letter.comment", startComment);
  useCommand("letter.print", () => window.print());
  useCommand("letter.exportDocx", () => exportAs("docx"));
  useCommand("letter.exportPdf", () => exportAs("pdf"));
  useCommand("letter.submit", () => void submit(), { disabledReason: submitReason });
  useCommand("letter.leftColumn", () => setFolded(!folded));

  const clause = dialog?.kind === "unlock" ? clauseOf(model, dialog.clauseId) : undefined;
  const actions: PanelActions = {
    currentCheck: check,
    onCheck: goToCheck,
    onRepair: repair,
    onFocusField: (name) => {
      if (isFieldName(name)) setCurrentField(name);
    },
  };
  return (
    <div className={`letter ${folded ? "is-folded" : ""}`}>
      <LetterBar
        view={view}
        submitReason={submitReason}
        onSubmit={() => void submit()}
        onExport={exportAs}
        onEnvelopes={(which) => void run("没有导出信封", "", () => store.exportEnvelopes(which))()}
        onDialog={setDialog}
      />
      <LetterLeft view={view} />
      <section className="letter-paper" aria-label="文书" data-pane="paper">
        <div className="paper-bar paper-screen-only">
          <button
            type="button"
            className="paper-bar__tool"
            aria-label="撤销"
            title="撤销（Ctrl Z）"
            disabled={!view.mayEdit || store.past.length === 0}
            onClick={() => store.undo()}
          >
            <Icon name="back" size={15} />
          </button>
          <button
            type="button"
            className="paper-bar__tool"
            title="查找和替换（Ctrl H）"
            disabled={!view.mayEdit}
            onClick={() => setDialog({ kind: "findReplace" })}
          >
            <Icon name="search" size={15} /> 查找和替换
          </button>
          <button
            type="button"
            className="paper-bar__tool"
            title="对选中的文字写批注（Ctrl Alt M）"
            // The selection of the page is what the comment is about: the press must not take it away.
            onMouseDown={(event) => event.preventDefault()}
            onClick={startComment}
          >
            <Icon name="comment" size={15} /> 批注
          </button>
          <button
            type="button"
            className="paper-bar__tool"
            aria-pressed={folded}
            title="收起、展开左栏（Ctrl \）"
            onClick={() => setFolded(!folded)}
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
              {letterFormats[model.format]}，第 {page} 页，共 {pages} 页
            </span>
          </span>
        </div>
        <div className="letter-paper__row">
          <ScrollRegion ref={pane} className="letter-paper__scroll" label="文书正文" start>
            {actError && <ErrorPanel error={actError.error} about={actError.about} />}
            {store.save === "failed" && store.saveError && store.saveError.code !== "fields-invalid" && (
              <ErrorPanel
                error={store.saveError}
                about="刚才的修改没有存上"
                onRetry={() => void store.saveNow()}
                actions={
                  store.saveError.code === "draft-moved-on" ? (
                    <Button size="small" onClick={() => void store.takeTheirs()}>
                      放弃我的，取出新的
                    </Button>
                  ) : undefined
                }
              />
            )}
            {view.joinedInto !== undefined && <JoinedNotice letterId={view.joinedInto} state={view.state} />}
            {view.state === "returned" && !view.joinedInto && (
              <Notice
                kind="soon"
                title="审查退回"
                actions={
                  view.reviewId === undefined ? undefined : (
                    <Link to={addresses.review(view.reviewId)}>看退回理由</Link>
                  )
                }
              >
                改好后重新送审，成为新的一稿。
              </Notice>
            )}
            {!view.mayEdit && (view.state === "drafting" || view.state === "returned") && (
              <Notice kind="plain" title={`这件文书由${view.drafterName}拟制`}>
                只有拟制人能改。您可以看全文和检查，写批注。
              </Notice>
            )}
            <LetterPage
              model={shownModel}
              width={width}
              currentField={currentField}
              marks={marks}
              comments={commentMarks}
              onComment={openComment}
              target={
                store.tab === "comments"
                  ? commentedBlock
                  : check === undefined
                    ? undefined
                    : view.lint[check]?.blockId
              }
              onField={openField}
              onClause={view.mayEdit ? openClause : undefined}
              onPages={setPages}
            />
          </ScrollRegion>
        </div>
      </section>
      <aside className="letter-panel paper-screen-only" aria-label="字段和检查" data-pane="panel">
        <PaneTabs
          label="文书内容"
          current={store.tab}
          onOpen={store.showTab}
          tabs={[
            { id: "choice", label: view.answers ? "各项答复" : "选文书", command: "letter.chooser" },
            { id: "fields", label: "字段和检查", count: wrong + gaps.length },
            { id: "enclosures", label: "附件", count: openEnclosures },
            { id: "comments", label: "批注", count: openComments },
            { id: "versions", label: "版本" },
          ]}
        >
          {store.tab === "choice" &&
            (view.answers ? <AnswersPanel view={view} /> : <WhyThisOne view={view} />)}
          {store.tab === "fields" && <FieldsTab view={view} model={model} actions={actions} />}
          {store.tab === "enclosures" &&
            (view.answers ? <AnswerFiles view={view} /> : <EnclosuresTab view={view} />)}
          {store.tab === "comments" && (
            <CommentsTab letterId={view.letterId} threads={threads} passages={passages} onGo={goToBlock} />
          )}
          {store.tab === "versions" && <VersionsTab view={view} />}
        </PaneTabs>
        <LetterFoot
          view={view}
          wrong={wrong}
          gaps={gaps.length}
          enclosures={openEnclosures}
          onEnclosures={() => store.showTab("enclosures")}
          onChecks={() => goToCheck(0)}
          onGaps={() => {
            const first = gaps[0];
            if (first) openField(first.use.name);
          }}
        />
      </aside>
      {dialog?.kind === "findReplace" && (
        <FindReplaceDialog
          draft={store.draft}
          onChange={store.change}
          onField={openField}
          onClose={() => setDialog(undefined)}
        />
      )}
      {clause && (
        <UnlockDialog
          clause={clause}
          onUnlock={(unlocked) =>
            store.change((draft) => ({
              ...draft,
              unlocked: { ...draft.unlocked, [clause.clauseId]: unlocked },
            }))
          }
          onRestore={() => repair({ kind: "restoreClause", clauseId: clause.clauseId })}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === "sign" && (
        <SignDialog
          view={view}
          busy={store.busy}
          onSign={async (passphrase) => {
            const error = await store.sign(passphrase);
            if (!error) showToast("已签发，文号已取");
            return error;
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === "serve" && (
        <ServiceDialog
          view={view}
          busy={store.busy}
          onServe={async (input) => {
            const error = await store.serve(input);
            if (!error) showToast("已登记送达");
            return error;
          }}
          onClose={() => setDialog(undefined)}
        />
      )}
      {dialog?.kind === "void" && (
        <VoidDialog
          view={view}
          busy={store.busy}
          onVoid={store.voidNumber}
          onClose={() => setDialog(undefined)}
        />
      )}
    </div>
  );
}

/** 文书编辑: the case left, the page that will be printed in the centre, why, checks and fields right. */
export function LetterScreen() {
  const { letterId = "" } = useParams();
  const view = useLetterStore((state) => state.view);
  const model = useLetterStore((state) => state.model);
  const status = useLetterStore((state) => state.status);
  const error = useLetterStore((state) => state.error);
  const open = useLetterStore((state) => state.open);
  const reread = useLetterStore((state) => state.reread);
  const saveNow = useLetterStore((state) => state.saveNow);
  const readComments = useCommentsStore((state) => state.read);
  useEffect(() => void open(letterId), [open, letterId]);
  useEffect(() => void readComments(letterId), [readComments, letterId]);
  // Leaving the view waits for nothing: what was typed goes to the core now.
  useEffect(() => () => void saveNow(), [saveNow]);
  const answers = (view?.answers ?? []).map((answer) => `letter:${answer.letterId}`);
  useCoreChanges([`letter:${letterId}`, `item:${view?.itemId ?? ""}`, ...answers, "reviews"], () => {
    void reread();
    void readComments(letterId);
  });
  const shown = view?.letterId === letterId ? view : undefined;
  if (shown && model) return <OpenLetter key={shown.letterId} view={shown} model={model} />;
  return (
    <div style={{ padding: 20 }}>
      {status === "failed" && error ? (
        <ErrorPanel
          error={error}
          about="这件文书没有打开"
          onRetry={() => void reread()}
          actions={<WayBack address={addresses.letters} label="回到文书登记" />}
        />
      ) : (
        <LoadingRows rows={10} label="正在打开文书" />
      )}
    </div>
  );
}
