import { useCallback, useDeferredValue, useMemo, useRef, useState } from "react";
import { useNavigate } from "react-router";
import type { LetterView } from "../../../shared/contract/applications.ts";
import { isFieldName, type FieldName } from "../../../shared/domain/letters/field-dictionary.ts";
import type { LintRepair } from "../../../shared/domain/letters/linter.ts";
import { letterPassages } from "../../../shared/domain/letters/letter-comments.ts";
import type { LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import { everyFinding } from "../../components/findings/listed-findings.ts";
import { PaneTabs } from "../../components/pane-tabs/pane-tabs.tsx";
import { blockElementId, LetterPage } from "../../components/paper/letter-page.tsx";
import { usePageInView } from "../../components/paper/use-page-in-view.ts";
import { usePaperWidth } from "../../components/paper/use-paper-width.ts";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { useCommand } from "../../commands/use-command.ts";
import type { CallError } from "../../core-client/core-client.ts";
import { addresses } from "../../shell/addresses.ts";
import { anchorFromPage, marksOfThreads, placeThreads } from "./comment-model.ts";
import { useCommentsStore } from "./comments-store.ts";
import { CommentsTab } from "./comments-tab.tsx";
import { marksOf, nextCheck, wrongBesides } from "./check-model.ts";
import { EnclosuresTab } from "./enclosures-tab.tsx";
import { fieldInputId } from "./field-editor.tsx";
import { newLetterAddress } from "./letter-addresses.ts";
import { AnswerFiles, AnswersPanel } from "./joint-answer-panel.tsx";
import { answerOfClause, fieldRows, gapsToType } from "./letter-draft.ts";
import { LetterLeft } from "./letter-left.tsx";
import { FieldsTab, VersionsTab, WhyThisOne, type PanelActions } from "./letter-panel.tsx";
import { useLetterStore } from "./letter-store.ts";
import { LetterBar } from "./letter-bar.tsx";
import { LetterFoot } from "./letter-foot.tsx";
import { PaperTools } from "./paper-tools.tsx";
import { PaperNotices } from "./paper-notices.tsx";
import { LetterDialogs, type LetterDialog } from "./open-dialog.tsx";

function focusField(name: string): void {
  const element = document.getElementById(fieldInputId(name));
  const target = element?.matches("input, textarea, select")
    ? element
    : (element?.querySelector<HTMLElement>("input, textarea, select") ?? element);
  target?.scrollIntoView({ block: "center" });
  target?.focus({ preventScroll: true });
}

const wantedWidthPx = 700;

/** One letter on its page, with what is typed, checked and said about it beside it. */
export function OpenLetter({ view, model }: { readonly view: LetterView; readonly model: LetterModel }) {
  const navigate = useNavigate();
  const pane = useRef<HTMLDivElement>(null);
  const [pages, setPages] = useState(1);
  const [folded, setFolded] = useState(false);
  const [currentField, setCurrentField] = useState<FieldName>();
  const [check, setCheck] = useState<number>();
  const [dialog, setDialog] = useState<LetterDialog>();
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
        <PaperTools
          view={view}
          format={model.format}
          page={page}
          pages={pages}
          folded={folded}
          onFold={() => setFolded(!folded)}
          onFind={() => setDialog({ kind: "findReplace" })}
          onComment={startComment}
        />
        <div className="letter-paper__row">
          <ScrollRegion ref={pane} className="letter-paper__scroll" label="文书正文" start>
            {actError && <ErrorPanel error={actError.error} about={actError.about} />}
            <PaperNotices view={view} />
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
      <LetterDialogs
        view={view}
        model={model}
        dialog={dialog}
        onField={openField}
        onRestore={(clauseId) => repair({ kind: "restoreClause", clauseId })}
        onClose={() => setDialog(undefined)}
      />
    </div>
  );
}
